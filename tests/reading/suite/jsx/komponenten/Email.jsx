export const Email = () => <label><a href="/hilfe">Hilfe</a><input type="email" /></label>;
