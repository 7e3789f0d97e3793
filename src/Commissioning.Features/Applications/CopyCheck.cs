using System.Security.Cryptography;
using System.Text.Json;
using Commissioning.Domain.Applications;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>Whether a file is exactly what was received, for whoever holds it. Only those who hold the exact bytes learn anything: a file
/// that differs gets the same answer whether or not the reference in it is one of ours.</summary>
public sealed class CopyCheck(Db db)
{
    public const int MostBytes = 1024 * 1024;

    /// <param name="ChangedAt">When the application was changed or taken back after this was received; null: it was not.</param>
    public sealed record Agreement(string Reference, string Round, DateTime ReceivedAt, DateTime? ChangedAt);

    /// <summary>Whether a file is the kind that a receipt offers, so that it can be compared at all.</summary>
    public static bool IsCopy(byte[] file) => ReferenceIn(file) is not null;

    /// <summary>Null when the file differs from everything that was received.</summary>
    public Task<Agreement?> FindAsync(byte[] file) =>
        ReferenceIn(file) is not { } reference
            ? Task.FromResult<Agreement?>(null)
            : db.ReadAsync(async work =>
            {
                if (await work.FindOrDefaultAsync<Sent>(SentSql, new { reference }) is not { } sent)
                    return null;
                var hash = Convert.ToHexStringLower(SHA256.HashData(file));
                // The trail and not the stored copy, which somebody with access to the database could have altered together with its hash.
                var entries = await work.QueryAsync<Entry>(EntriesSql, new { sent.Id });
                var at = entries.ToList().FindLastIndex(entry => CopyRules.HashIn(entry.Detail) == hash);
                return at < 0
                    ? null
                    : new Agreement(
                        reference,
                        $"{sent.FundName}, {sent.RoundName}, {sent.BudgetYear}",
                        entries[at].At,
                        at + 1 < entries.Count ? entries[at + 1].At : null
                    );
            });

    /// <summary>The reference that the file names; null when it is no copy of an application.</summary>
    private static string? ReferenceIn(byte[] file)
    {
        try
        {
            using var json = JsonDocument.Parse(file);
            return
                json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty(nameof(ApplicationCopy.Reference), out var reference)
                && reference.ValueKind == JsonValueKind.String
                && reference.GetString() is { Length: > 0 and <= 40 } text
                ? text
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private const string SentSql = """
        select a.Id, f.Name as FundName, r.Name as RoundName, r.BudgetYear
        from   Application a
        join   Round r on r.Id = a.RoundId
        join   Fund f on f.Id = r.FundId
        where  a.Reference = @reference or a.Id in (select c.ApplicationId from EarlierCopy c where c.Reference = @reference)
        """;
    private const string EntriesSql = $"""
        select   At, Detail
        from     AuditEntry
        where    SubjectId = @Id and Action in ({SubmittedCopy.CopyActions}, 'ApplicationRecalled')
        order by Sequence
        """;

    private sealed record Sent
    {
        public required Guid Id { get; init; }
        public required string FundName { get; init; }
        public required string RoundName { get; init; }
        public required string BudgetYear { get; init; }
    }

    private sealed record Entry
    {
        public required DateTime At { get; init; }
        public string? Detail { get; init; }
    }
}
