import { Link } from '@react-email/link';
export const B = () => <p>Übung 🧘 <Link href="https://yoga.example/ü">Übung ansehen</Link></p>;
