-- When the agency's own settings were last changed: two administrators who change them at once are shown both sides.
alter table agencies add column edited_at timestamptz;
update agencies set edited_at = created_at;
grant update (edited_at) on agencies to footbridge_app;
