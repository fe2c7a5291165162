export default ({ nr }: { nr: string }) => {
  // ein Ordner mit Mails
  return <table><tbody><tr><td>
    <a className="btn" href={"https://kasse.example/"} >Quittung</a>
    <a href={nr ? `/r/${nr}` : "/r"}>Nummer {nr}</a>
  </td></tr></tbody></table>;
};
