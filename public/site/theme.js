// @ts-check
// Loaded before anything is drawn, so that a page in the chosen colours does not begin in the others.
// Modules come later than that: `storage.js` cannot be used here.
try {
  const chosen = localStorage.getItem('reelbase.theme');
  if (chosen === 'dark' || chosen === 'light') document.documentElement.dataset.theme = chosen;
} catch {
  // Cookies are blocked: the colours are those of the system.
}
