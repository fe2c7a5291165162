import * as E from "@react-email/components";
export default function Mail({ user, items }: { user: User; items: Item[] }) {
  const ok = user.age < 18 || user.tags.length > 3;
  return (
    <E.Html>
      {user.optIn && (
        <E.Link href="https://shop.example/sale">20 % off</E.Link>
      )}
      {ok ? <a href='https://shop.example/a'>A</a> : <a href={links.b}>B</a>}
      {items.map((item) => (
        <li key={item.id}><E.Link href={item.url}><E.Img src={item.img} alt={item.title} /></E.Link></li>
      ))}
      <>
        <E.Button href={make({ a: "}" })}>Go</E.Button>
      </>
    </E.Html>
  );
}
