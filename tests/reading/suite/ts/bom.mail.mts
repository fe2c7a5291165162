export const html = `<a href="https://tee.example/ü">Tee 🍵</a>`;
