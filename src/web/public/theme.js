// Before the first paint, so that a dark room stays dark. The same key is written by shell/preferences.ts.
try {
  const { theme, density } = JSON.parse(localStorage.getItem('footbridge.preferences') ?? '{}');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  if (density === 'compact') document.documentElement.dataset.density = density;
} catch {}
