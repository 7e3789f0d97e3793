namespace Commissioning.Domain.Organisations;

/// <summary>The kinds of organisation that the office knows, in the order in which they are offered.</summary>
public sealed record OrganisationKinds(IReadOnlyList<OrganisationKind> All)
{
    public const string CharityCode = "charity",
        CommunityInterestCode = "community-interest-company",
        CompanyCode = "company-limited-by-guarantee",
        GroupCode = "unregistered-group",
        CouncilCode = "council-or-public-body";

    /// <summary>What holds until the office sets something else (R9). Default, not OPCC policy.</summary>
    public static readonly OrganisationKinds Default = new([
        new()
        {
            Code = CharityCode,
            Name = "Charity",
            Number = NumberAsked.Charity,
        },
        Plain("Community interest company"),
        Plain("Company limited by guarantee"),
        Plain("Unregistered group"),
        Plain("Sports club"),
        Plain("Faith group"),
        Plain("School or college"),
        Plain(OrganisationRules.Council),
    ]);

    /// <summary>Kinds that are filled in when an officer adds one. Default, not OPCC policy.</summary>
    public static readonly IReadOnlyList<OrganisationKind> Ready =
    [
        Plain("Business") with
        {
            Number = NumberAsked.Company,
            MatchPercent = 50,
            Accounts = AccountsAsked.Always,
            NeedsTwoSignatories = false,
            Note = "A business pays a part of its project's cost itself, or finds others who do. Show it in your budget.",
        },
        Plain("Neighbourhood watch") with
        {
            DocumentsNotNeeded = ["Governing document"],
            Note = "Your group needs a bank account of its own, or an organisation that holds the money for you.",
        },
        Plain("School") with
        {
            Accounts = AccountsAsked.Never,
            DocumentsNotNeeded = ["Governing document"],
        },
        Plain("Parish council") with
        {
            Accounts = AccountsAsked.Never,
            DocumentsNotNeeded = ["Governing document"],
        },
        Plain("Sole trader") with
        {
            MatchPercent = 50,
            Accounts = AccountsAsked.Always,
            DocumentsNotNeeded = ["Governing document"],
            NeedsTwoSignatories = false,
            Note = "You run the business alone, so the grant is paid to you. Show in your budget what you pay yourself.",
        },
        Plain("Social enterprise") with
        {
            Number = NumberAsked.Company,
            Accounts = AccountsAsked.Always,
        },
    ];

    /// <summary>Those that a new organisation can choose.</summary>
    public IReadOnlyList<OrganisationKind> Open => All.Where(kind => !kind.IsClosed).ToList();

    public IReadOnlyList<string> OpenNames => Open.Select(kind => kind.Name).ToList();

    /// <summary>The kind of this name, or that was called so; null: there is none.</summary>
    public OrganisationKind? Find(string? name) =>
        All.FirstOrDefault(kind => kind.Name == name) ?? All.FirstOrDefault(kind => name is not null && kind.FormerNames.Contains(name));

    /// <summary>The name of today for a name of any time; a name of no kind stays.</summary>
    public string NameNow(string name) => Find(name)?.Name ?? name;

    /// <summary>The name of the kind with this code. One that was taken out keeps the portal's own.</summary>
    public string NameOf(string code) =>
        (All.FirstOrDefault(kind => kind.Code == code) ?? Default.All.First(kind => kind.Code == code)).Name;

    /// <summary>A code for a name: lower case letters and hyphens.</summary>
    public static string CodeOf(string name) =>
        string.Join(
            '-',
            string.Concat(name.ToLowerInvariant().Select(one => char.IsAsciiLetterOrDigit(one) ? one : ' '))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        );

    private static OrganisationKind Plain(string name) => new() { Code = CodeOf(name), Name = name };
}
