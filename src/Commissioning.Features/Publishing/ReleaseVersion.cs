using Commissioning.Domain;

namespace Commissioning.Features.Publishing;

/// <summary>A version of a month's file.</summary>
public sealed record ReleaseVersion
{
    public required Guid Id { get; init; }

    /// <summary>The first day of the month.</summary>
    public required DateOnly Month { get; init; }
    public required int Number { get; init; }

    /// <summary>Rows without the heading.</summary>
    public required int Lines { get; init; }
    public required Money Amount { get; init; }

    /// <summary>SHA-256 of the file, in hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>As the public reads it. Null: the first version.</summary>
    public string? WhyCorrected { get; init; }
    public required Guid PreparedById { get; init; }
    public required string PreparedBy { get; init; }
    public required DateTime PreparedAt { get; init; }

    /// <summary>Null: it is prepared and not released.</summary>
    public string? ReleasedBy { get; init; }

    /// <inheritdoc cref="ReleasedBy"/>
    public DateTime? ReleasedAt { get; init; }
}
