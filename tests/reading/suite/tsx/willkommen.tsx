import { Html, Body, Link, Button, Text, Preview, Heading } from '@react-email/components';
// promolint: kind=welcome
type Props = { name: string; url: string; items: Array<Item> };
const basis = 'https://kino.example'; // don't

export const Willkommen = ({ name, url, items }: Props) => (
  <Html lang="de">
    <Preview>Schön, dass du da bist</Preview>
    <Body>
      <Heading as="h1">Hallo {name}!</Heading>
      {/* <Link href="https://alt.example/">alt</Link> */}
      <Text>Dein Konto: <Link href="https://kino.example/k?a=1&amp;b=2">Konto{' '}<b>öffnen</b></Link>.</Text>
      <Button href={`${basis}/karten/${url}`} className="cta">Jetzt {"buchen"}</Button>
      <Link href={url}>Hier, {name}</Link>
    </Body>
  </Html>
);
