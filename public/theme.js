// Runs before the first paint: takes the remembered theme, or the system's, so that the page does not flash.
;(() => {
  let theme = 'system'
  try {
    theme = JSON.parse(localStorage.getItem('daemonset-playground/settings') ?? '{}').state?.theme ?? 'system'
  } catch {
    // No storage, or nothing readable in it: the system decides.
  }
  const dark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
})()
