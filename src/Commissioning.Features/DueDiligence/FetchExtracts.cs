using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;
using Commissioning.Platform.Registers;

namespace Commissioning.Features.DueDiligence;

/// <summary>Fetches each register and list that has an address once a day. What is fetched goes through the same guards as a file that an
/// officer loads.</summary>
public sealed class FetchExtracts(Db db, ImportRegister import, ExtractDownload download, ExtractFetchOptions options)
{
    public sealed record Fetch
    {
        public required ExtractKind Kind { get; init; }
        public required DateTime TriedAt { get; init; }
        public required string Outcome { get; init; }
        public required bool Failed { get; init; }
    }

    /// <summary>The last fetch of each register that is fetched.</summary>
    public async Task<IReadOnlyList<Fetch>> ListAsync()
    {
        var fetched = await db.QueryAsync<Fetch>("select Kind, TriedAt, Outcome, Failed from RegisterFetch order by Kind");
        return fetched.Where(one => Addresses().Any(address => address.Kind == one.Kind)).ToList();
    }

    /// <returns>How many files were fetched and wait to be read.</returns>
    public async Task<int> RunAsync(CancellationToken stopping = default)
    {
        var queued = 0;
        foreach (var (kind, address) in Addresses())
        {
            if (!await ClaimAsync(kind))
                continue;
            var (outcome, failed, isQueued) = await FetchAsync(kind, address, stopping);
            queued += isQueued ? 1 : 0;
            await db.HousekeepAsync(work =>
                work.ExecuteAsync(
                    "update RegisterFetch set Outcome = @outcome, Failed = @failed where Kind = @kind",
                    new
                    {
                        kind,
                        outcome = outcome.Length > 600 ? outcome[..600] : outcome,
                        failed,
                    }
                )
            );
        }
        return queued;
    }

    private IEnumerable<(ExtractKind Kind, string Address)> Addresses() =>
        new[]
        {
            (ExtractKind.Sanctions, options.SanctionsExtractUrl),
            (ExtractKind.Charity, options.CharityExtractUrl),
            (ExtractKind.OtherNames, options.OtherNamesExtractUrl),
            (ExtractKind.Trustees, options.TrusteesExtractUrl),
            (ExtractKind.Company, options.CompanyExtractUrl),
        }
            .Where(pair => !string.IsNullOrWhiteSpace(pair.Item2))
            .Select(pair => (pair.Item1, pair.Item2!));

    /// <summary>True for the one node that fetches it today.</summary>
    private Task<bool> ClaimAsync(ExtractKind kind) =>
        db.HousekeepAsync(async work =>
        {
            var row = new
            {
                kind,
                work.Now,
                Start = LondonTime.ToUtc(ApplicationChecks.Today(work), TimeOnly.MinValue),
            };
            if (await work.ScalarAsync<int>("select count(*) from RegisterFetch where Kind = @kind", row) == 0)
                return await work.ExecuteAsync(
                        "insert into RegisterFetch (Kind, TriedAt, Outcome, Failed) values (@kind, @Now, 'Being fetched', 0)",
                        row
                    ) == 1;
            return await work.ExecuteAsync("update RegisterFetch set TriedAt = @Now where Kind = @kind and TriedAt < @Start", row) == 1;
        });

    private async Task<(string Outcome, bool Failed, bool IsQueued)> FetchAsync(
        ExtractKind kind,
        string address,
        CancellationToken stopping
    )
    {
        var (today, inUse) = await db.ReadAsync(async work =>
            (ApplicationChecks.Today(work), await ImportRegister.CurrentAsync(work, kind))
        );
        var from = address.Replace(
            "{month}",
            new DateOnly(today.Year, today.Month, 1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            StringComparison.Ordinal
        );
        var (content, problem) = await download.GetAsync(from, stopping);
        // The file of a month is published some days after its first day.
        if (content is null)
            return ($"Not fetched: {problem}", from == address || today.Day > 10, false);
        await using (content)
        {
            var name = Path.GetFileName(new Uri(from).AbsolutePath);
            DateOnly? printed;
            try
            {
                printed = RegisterFile.DateOf(kind, content);
            }
            catch (InvalidDataException)
            {
                return ("Not used: the zip is cut off or damaged", true, false);
            }
            catch (UnreadableFileException unreadable)
            {
                return ($"Not used: {unreadable.Message}", true, false);
            }
            content.Position = 0;
            var day = printed ?? ExtractRules.DateIn(name) ?? today;
            if (inUse is not null && inUse.ExtractDate >= day)
                return ($"Nothing newer than the one of {LondonTime.Date(inUse.ExtractDate)}", false, false);
            var queued = await import.QueueAsync(Actor.Portal, kind, day, new ImportRegister.Upload(name, content));
            return queued.FirstRefusal is { } refusal
                ? ($"Not used: {refusal.Sentence}", true, false)
                : ($"Fetched the one of {LondonTime.Date(day)}", false, true);
        }
    }
}
