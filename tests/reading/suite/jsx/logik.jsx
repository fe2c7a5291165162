import { Link } from '@react-email/components';
const Fuss = () => <footer><Link href="https://haus.example/abmelden">Abmelden</Link></footer>;
export const L = ({ a, werbung }) => {
  if (a < 3) return <Link href="https://haus.example/klein">Klein</Link>;
  const x = werbung && <Link href={x.y["z"]}>Groß</Link>;
  return <div>{x}<Fuss /></div>;
};
