namespace Commissioning.Domain.Publishing;

/// <summary>What the public may read of a grant, and why something is withheld. The amount is always public.</summary>
public sealed record Publication
{
    public required string Title { get; init; }

    /// <summary>What the project does, in the office's words.</summary>
    public required string Brief { get; init; }

    /// <summary>Why it reduces crime and disorder, as the decision maker decided it.</summary>
    public required string CrimeReason { get; init; }
    public required bool NameShown { get; init; }
    public required PublicPlace Place { get; init; }

    /// <summary>Null: the name is shown.</summary>
    public WithheldGround? Ground { get; init; }

    /// <summary>For the office alone. Null: the name is shown.</summary>
    public string? Why { get; init; }

    /// <summary>The day on which the office looks again. The name stays withheld until somebody decides. Null: no day.</summary>
    public DateOnly? ReviewOn { get; init; }
}
