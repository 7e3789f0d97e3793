namespace Commissioning.Domain.Accounts;

/// <summary>What the office's directory says of somebody who signed in there.</summary>
public sealed record DirectoryAnswer
{
    /// <summary>The directory's own id of the person, which never changes and is never given again.</summary>
    public required string Subject { get; init; }
    public string? Email { get; init; }

    /// <summary>True only when the directory says that the address is this person's own, and the person is no guest in it.</summary>
    public bool EmailVouchedFor { get; init; }
    public string? Name { get; init; }
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>The person is in so many groups that the directory left them all out.</summary>
    public bool GroupsLeftOut { get; init; }

    /// <summary>The directory asked for a second factor itself.</summary>
    public bool SecondFactor { get; init; }
}
