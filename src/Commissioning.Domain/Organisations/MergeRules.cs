namespace Commissioning.Domain.Organisations;

/// <summary>Whether two records may be shown and counted as one, and parted again.</summary>
public static class MergeRules
{
    /// <summary>Characters in the reason.</summary>
    public const int LongestReason = 1000;

    /// <summary>One of the two records.</summary>
    public sealed record OfTwo
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }

        /// <summary>The record with which it is shown already. Null: it stands by itself.</summary>
        public string? MergedInto { get; init; }

        /// <summary>Who merged it. Null: as above.</summary>
        public string? MergedBy { get; init; }

        /// <summary>When (UTC). Null: as above.</summary>
        public DateTime? MergedAt { get; init; }
    }

    /// <summary>What was done with one of the records after they were merged.</summary>
    public sealed record Used
    {
        /// <summary>Of the record.</summary>
        public required string Name { get; init; }

        /// <summary>After the name, such as "sent an application".</summary>
        public required string What { get; init; }

        /// <summary>When (UTC).</summary>
        public required DateTime At { get; init; }
    }

    /// <summary>Why they cannot be merged. Null: they can.</summary>
    /// <param name="stands">The one that stands.</param>
    /// <param name="other">The one that is shown with it.</param>
    /// <param name="saidSame">What somebody said before of the two. Null: nothing.</param>
    public static Refusal? WhyCannotMerge(OfTwo stands, OfTwo other, bool? saidSame, string field) =>
        stands.Id == other.Id ? new("A record cannot be merged with itself", field)
        : new[] { other, stands }.FirstOrDefault(one => one.MergedInto is not null) is { } merged
            ? new(
                $"{merged.MergedBy} merged {merged.Name} with {merged.MergedInto} on {LondonTime.Date(merged.MergedAt!.Value)}. Open that record.",
                field
            )
        : saidSame is false
            ? new("Somebody has said that they are two organisations. Change that on the cross-checks of an application first.", field)
        : null;

    /// <summary>Why a merge cannot be undone. Null: it can.</summary>
    /// <param name="since">What was done with the records after it, the earliest first.</param>
    public static Refusal? WhyCannotUndo(IReadOnlyList<Used> since, string field) =>
        since.Count == 0
            ? null
            : new(
                $"It cannot be undone, because the record has been used: {since[0].Name} {since[0].What} at {LondonTime.DateAndTime(since[0].At)}{(since.Count > 1 ? ", and more since" : "")}",
                field
            );
}
