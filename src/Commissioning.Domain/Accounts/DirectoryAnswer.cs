namespace Commissioning.Domain.Accounts;

/// <summary>What the office's directory reports about a person who signed in there.</summary>
public sealed record DirectoryAnswer
{
    /// <summary>The directory's own id of the person. It never changes and is never reused.</summary>
    public required string Subject { get; init; }
    public string? Email { get; init; }

    /// <summary>True only when the directory confirms that the address belongs to this person and that the person is not a guest.</summary>
    public bool EmailVouchedFor { get; init; }
    public string? Name { get; init; }
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>True when the person is in so many groups that the directory sent none of them.</summary>
    public bool GroupsLeftOut { get; init; }

    /// <summary>True when the directory itself asked for a second factor.</summary>
    public bool SecondFactor { get; init; }
}
