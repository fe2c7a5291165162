const mailHtml = `<p>Süß 🍬</p><a href="https://bonbon.example/größe">Größe</a>`;
