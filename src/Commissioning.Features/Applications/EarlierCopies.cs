using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>What was sent before the applicant took it back, newest first.</summary>
public static class EarlierCopies
{
    public sealed record Earlier
    {
        public required int Number { get; init; }
        public required string Reference { get; init; }
        public required string Sha256 { get; init; }
        public required string SentBy { get; init; }
        public required DateTime SentAt { get; init; }
        public required string RecalledBy { get; init; }
        public required DateTime RecalledAt { get; init; }
    }

    public static Task<IReadOnlyList<Earlier>> ListAsync(Work work, Guid application) =>
        work.QueryAsync<Earlier>(
            """
            select   c.Number, c.Reference, c.Sha256, s.DisplayName as SentBy, c.SentAt, p.DisplayName as RecalledBy, c.RecalledAt
            from     EarlierCopy c
            join     Person s on s.Id = c.SentBy
            join     Person p on p.Id = c.RecalledBy
            where    c.ApplicationId = @application
            order by c.RecalledAt desc, c.Id
            """,
            new { application }
        );
}
