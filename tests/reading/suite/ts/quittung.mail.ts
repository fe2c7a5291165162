const zeilen: Map<string, Array<number>> = new Map();
export const html = '<p>Danke</p>' + (rabatt ? '<a href="https://kasse.example/rabatt">Gutschein</a>' : '') +
  '<a href="' + (url as string) + '">Quittung</a>';
