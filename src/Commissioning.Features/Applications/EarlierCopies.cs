using Commissioning.Domain.Applications;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>What was sent before the applicant took it back, newest first.</summary>
public static class EarlierCopies
{
    public sealed record Earlier
    {
        public required Guid Id { get; init; }
        public required int Number { get; init; }
        public required string Reference { get; init; }
        public required string Sha256 { get; init; }
        public required string SentBy { get; init; }
        public required DateTime SentAt { get; init; }
        public required string RecalledBy { get; init; }
        public required DateTime RecalledAt { get; init; }
    }

    /// <param name="Json">Exactly what was received then; null: something has changed it since.</param>
    public sealed record EarlierFile(Earlier Sent, string? Json);

    /// <summary>With their contents, each compared with the hash that the trail recorded. One that differs raises an alert.</summary>
    public static async Task<IReadOnlyList<EarlierFile>> FilesAsync(Work work, Guid application)
    {
        var copies = await ListAsync(work, application);
        if (copies.Count == 0)
            return [];
        var recorded = (await work.QueryAsync<string?>(DetailsSql, new { application })).Select(CopyRules.HashIn).OfType<string>().ToList();
        var files = new List<EarlierFile>();
        foreach (var copy in copies)
        {
            var json = await work.ScalarAsync<string>("select CopyJson from EarlierCopy where Id = @Id", new { copy.Id }) ?? "";
            var hash = recorded.Count == 0 || recorded.Contains(copy.Sha256) ? copy.Sha256 : recorded[^1];
            files.Add(new(copy, SubmittedCopy.WhyNotAsReceived(work, copy.Reference, json, copy.Sha256, hash) is null ? json : null));
        }
        return files;
    }

    private const string DetailsSql =
        $"select Detail from AuditEntry where SubjectId = @application and Action in ({SubmittedCopy.CopyActions}) order by Sequence";

    public static Task<IReadOnlyList<Earlier>> ListAsync(Work work, Guid application) =>
        work.QueryAsync<Earlier>(
            """
            select   c.Id, c.Number, c.Reference, c.Sha256, s.DisplayName as SentBy, c.SentAt, p.DisplayName as RecalledBy, c.RecalledAt
            from     EarlierCopy c
            join     Person s on s.Id = c.SentBy
            join     Person p on p.Id = c.RecalledBy
            where    c.ApplicationId = @application
            order by c.RecalledAt desc, c.Id
            """,
            new { application }
        );
}
