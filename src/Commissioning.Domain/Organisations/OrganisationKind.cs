namespace Commissioning.Domain.Organisations;

/// <summary>A kind of organisation, and what the portal asks of one.</summary>
public sealed record OrganisationKind
{
    /// <summary>Never changes, whatever the kind is called.</summary>
    public required string Code { get; init; }

    /// <summary>As applicants read it, and as organisations and rounds name it.</summary>
    public required string Name { get; init; }

    /// <summary>What it was called before. Files and links of that time still find it.</summary>
    public IReadOnlyList<string> FormerNames { get; init; } = [];

    /// <summary>May apply in a round that does not say which kinds may.</summary>
    public bool MayApply { get; init; } = true;
    public NumberAsked Number { get; init; }

    /// <summary>The share of a project's cost that must come from others, in whole per cent; 0: none.</summary>
    public int MatchPercent { get; init; }
    public AccountsAsked Accounts { get; init; }

    /// <summary>Names of documents that it need not send, whatever the form says.</summary>
    public IReadOnlyList<string> DocumentsNotNeeded { get; init; } = [];

    /// <summary>At least two people sign for its bank account.</summary>
    public bool NeedsTwoSignatories { get; init; } = true;

    /// <summary>What an applicant of this kind reads above its application; empty: nothing.</summary>
    public string Note { get; init; } = "";

    /// <summary>Not offered any more. Organisations of this kind keep it.</summary>
    public bool IsClosed { get; init; }

    /// <summary>Whether a list of names, such as a round's, means this kind.</summary>
    public bool IsIn(IEnumerable<string> names) => names.Any(Answers);

    /// <summary>Whether this is its name, or was.</summary>
    public bool Answers(string name) => name == Name || FormerNames.Contains(name);
}
