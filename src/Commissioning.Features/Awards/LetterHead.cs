namespace Commissioning.Features.Awards;

/// <summary>The recipient and the application: fields that every kind of letter has.</summary>
internal sealed record LetterHead(
    string Contact,
    string Organisation,
    string Project,
    string Reference,
    string Fund,
    string Round,
    IReadOnlyList<string> Address
)
{
    public IReadOnlyList<string> Recipient => [Contact, Organisation, .. Address];

    public Dictionary<string, string> Fields(Office office) =>
        new()
        {
            ["contact"] = Contact,
            ["organisation"] = Organisation,
            ["project"] = Project,
            ["reference"] = Reference,
            ["fund"] = Fund,
            ["round"] = Round,
            ["funder"] = office.FunderName,
            ["portal"] = office.BaseUrl,
            ["email"] = office.ContactEmail,
            ["phone"] = office.ContactPhone,
        };
}
