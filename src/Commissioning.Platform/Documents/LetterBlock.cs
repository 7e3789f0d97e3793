using System.Text.Json.Serialization;

namespace Commissioning.Platform.Documents;

[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Heading), "heading")]
[JsonDerivedType(typeof(Paragraph), "paragraph")]
[JsonDerivedType(typeof(Bullets), "bullets")]
[JsonDerivedType(typeof(Numbered), "numbered")]
[JsonDerivedType(typeof(Clauses), "clauses")]
[JsonDerivedType(typeof(Figures), "figures")]
[JsonDerivedType(typeof(KeyValues), "facts")]
[JsonDerivedType(typeof(Quote), "quote")]
[JsonDerivedType(typeof(Notice), "notice")]
[JsonDerivedType(typeof(Signature), "signature")]
[JsonDerivedType(typeof(WritingSpace), "space")]
[JsonDerivedType(typeof(PageBreak), "page")]
[JsonDerivedType(typeof(FillBoxes), "boxes")]
[JsonDerivedType(typeof(FillTable), "table")]
[JsonDerivedType(typeof(Contents), "contents")]
public abstract record LetterBlock;
