import { Html, Link, Button } from '@react-email/components';
export default function Kurs({ kurs }) {
  return (
    <Html>
      <Button href={kurs.url}>Zum Kurs</Button>
      <p>Fragen? <Link href="mailto:kurs@schule.example">Schreib uns</Link></p>
    </Html>
  );
}
