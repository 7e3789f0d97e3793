namespace Commissioning.Platform.Documents;

/// <summary>How the office's letters look beyond their words.</summary>
/// <param name="Logo">A PNG or an SVG; null: none.</param>
/// <param name="Colour">Of lines and headings, such as #12355b.</param>
public sealed record LetterHead(byte[]? Logo, string LogoType, string Colour)
{
    public static readonly LetterHead Plain = new(null, "", "#12355b");

    /// <summary>The style sheet of the head, after that of the letter.</summary>
    /// <param name="logo">The logo's address; null: none.</param>
    public string Css(string? logo) =>
        $".app-letter__sender {{ border-color: {Colour}; color: {Colour} }} .app-letter h1, .app-letter h2 {{ color: {Colour} }}"
        + (
            logo is null
                ? ""
                : $" .app-letter__sender:not(:has(img))::before {{ content: \"\"; display: block; flex: none; margin-bottom: 2mm; width: 18mm; height: 14mm; background: url({logo}) left center / contain no-repeat; print-color-adjust: exact }} .app-letter__name {{ flex: 1 }}"
        );

    public string? LogoData => Logo is null ? null : $"data:{LogoType};base64,{Convert.ToBase64String(Logo)}";
}
