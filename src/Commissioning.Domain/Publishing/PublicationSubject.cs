namespace Commissioning.Domain.Publishing;

/// <summary>What the office knows of a grant that is to be published.</summary>
public sealed record PublicationSubject
{
    public required string Organisation { get; init; }
    public required string Town { get; init; }
    public required string Postcode { get; init; }
    public string? CharityNumber { get; init; }
    public string? CompanyNumber { get; init; }

    /// <summary>The area of the Community Safety Partnership, as applicants read it.</summary>
    public required string Area { get; init; }
    public string? Zone { get; init; }
    public required string ProjectName { get; init; }
    public required string Summary { get; init; }
    public string? Priority { get; init; }
    public required string CrimeReason { get; init; }

    /// <summary>The strictest marking of the decisions that stand.</summary>
    public string? ProtectiveStatus { get; init; }

    /// <summary>The exemption of the Freedom of Information Act that the decision maker named. Null: none.</summary>
    public string? Exemption { get; init; }

    /// <summary>Why the name is withheld in another grant of the organisation; safety where it was taken down. Null: in none.</summary>
    public WithheldGround? WithheldElsewhere { get; init; }
    public DateTime? AcceptedAt { get; init; }
    public string? EndedHow { get; init; }
    public DateTime? LettersReleasedAt { get; init; }
}
