// @ts-check
// Loaded before anything is drawn, so that a page in the chosen colours does not begin in the others.
{
  const chosen = localStorage.getItem('reelbase.theme');
  if (chosen === 'dark' || chosen === 'light') document.documentElement.dataset.theme = chosen;
}
