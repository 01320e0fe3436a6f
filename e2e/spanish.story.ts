// The second agency works in Spanish: the whole screen, what is refused, and the language that was chosen stay Spanish.
import { expect, test } from './house.ts';
import { signInOf } from './signing-in.ts';

test.use({ locale: 'es-US' });

test('A case manager whose browser speaks Spanish works in Spanish', async ({ page, house }) => {
  const { email, password } = signInOf(house, 'case-manager', 1);
  await page.goto('/');
  await page.getByLabel('Correo electrónico').fill(email);
  await page.getByLabel('Contraseña').fill('not this one at all');
  await page.getByRole('button', { name: 'Iniciar sesión' }).click();
  await expect(page.getByRole('alert')).toContainText(/no (es|son|coincide)/);
  await page.getByLabel('Contraseña').fill(password);
  await page.getByRole('button', { name: 'Iniciar sesión' }).click();
  await expect(page.getByRole('link', { name: 'Hoy' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', /^es/);
  const row = page
    .locator('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: 'Anotar' }) })
    .first();
  const name = (await row.getByRole('link').first().textContent()) ?? '';
  await row.getByRole('button', { name: 'Anotar' }).click();
  const log = page.getByRole('complementary', { name: 'Anotar contacto' });
  await log.getByRole('radio', { name: 'Se intentó' }).check();
  await log.getByRole('button', { name: 'Guardar', exact: true }).click();
  const said = page.getByRole('region', { name: 'Avisos' });
  await expect(said.getByText(`Intento de contactar a ${name} guardado`)).toBeVisible();
});
