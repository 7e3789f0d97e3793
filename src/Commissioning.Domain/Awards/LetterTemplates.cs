namespace Commissioning.Domain.Awards;

/// <summary>The portal's own template for each kind of letter (a default, not OPCC policy), with its merge fields.</summary>
public static class LetterTemplates
{
    internal static readonly MergeField[] Common =
    [
        new("contact", "Name of the person it is written to", "Amira Khan"),
        new("organisation", "Name of the organisation", "Friends of Test Park"),
        new("project", "Name of the project", "Safer Saturdays"),
        new("reference", "Reference of the application", "CSF-26-R1-012"),
        new("fund", "Name of the fund", "Commissioner's Safety Fund"),
        new("round", "Name of the round", "Commissioner's Safety Fund, Round 1, 2026-27"),
        new("funder", "Name of the office", "Office of the Police and Crime Commissioner"),
        new("portal", "Address of this portal", "https://grants.example.org"),
        new("email", "The office's e-mail address", "commissioning@opcc.example"),
        new("phone", "The office's telephone number", "0116 496 0000"),
    ];
    internal static readonly MergeField Scores =
            new(
                "scores",
                "What the panel agreed for each criterion, with its reason and a heading; nothing if there are no scores",
                "A heading and a table"
            ),
        Signature = new("signature", "Who decided or is writing, and for which office", "Name and office");
    public static readonly IReadOnlyList<LetterTemplate> All =
    [
        OfferTemplates.Award,
        OfferTemplates.PartAward,
        .. DecisionLetterTemplates.All,
        .. GrantLetterTemplates.All,
    ];

    public static LetterTemplate Of(LetterKind kind) => All.First(template => template.Kind == kind);
}
