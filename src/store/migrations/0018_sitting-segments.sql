-- What a Part 2 programme asks somebody, and what the answers come to and lead to, is as closed as all else that it writes.
call app.inherits_segment('sittings', 'cycles', 'cycle_id');
call app.inherits_segment('scores', 'sittings', 'sitting_id');
call app.inherits_segment('safety_steps', 'sittings', 'sitting_id');
revoke execute on all routines in schema app from public;
