using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>Loads another funder's file of grants to organisations, which replaces the one of the same funder. Rows that cannot be read are
/// set aside and listed; grants to individuals are only counted. Writes a thousand grants at a time, so that it blocks no one; they count
/// when all are there.</summary>
public sealed class LoadFunderGrants(Db db, Office office)
{
    /// <summary>Titles that a CSV file must have, and those that are read where they are there.</summary>
    public static IReadOnlyList<string> Columns => FunderFile.Columns;
    public static IReadOnlyList<string> OptionalColumns => FunderFile.OptionalColumns;

    private const int AtOnce = 1_000;

    /// <summary>Rows set aside are listed up to this number; all are counted.</summary>
    private const int MostListed = 10_000;

    /// <summary>A file that is still being read after this time is of a portal that stopped.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <param name="fileDate">The date that its publisher gives.</param>
    /// <param name="grantsFile">A stream that can be read from its start again.</param>
    /// <returns>The file's record, which also says when it was refused for its bad rows. What is no file of grants at all leaves
    /// none.</returns>
    public async Task<Result<FunderFiles.Loaded>> RunAsync(Actor actor, DateOnly? fileDate, string fileName, Stream? grantsFile)
    {
        if (grantsFile is not { Length: > 0 })
            return new Refusal("Choose the file of grants", nameof(grantsFile));
        var today = await db.ReadAsync(work => Task.FromResult(ApplicationChecks.Today(work)));
        if (FunderFileRules.WhyWrongDay(fileDate, today, null, nameof(fileDate)) is { } wrongDay)
            return wrongDay;
        await ClearStoppedAsync();
        var file = new Reading(Guid.CreateVersion7(), fileDate!.Value, ShortName(fileName));
        var isFinished = false;
        try
        {
            var refused = await ReadAsync(actor, file, grantsFile, today);
            if (refused is not null)
                return new Refusal(refused, nameof(grantsFile));
            var finished = await FinishAsync(actor, file);
            if (finished.FirstRefusal is { } refusal)
                return refusal;
            isFinished = true;
            return Result.Made(await db.ReadAsync(work => FunderFiles.OneAsync(work, file.Id)));
        }
        finally
        {
            if (!isFinished)
                await db.HousekeepAsync(work => DeleteAsync(work, file.Id));
        }
    }

    private sealed record Reading(Guid Id, DateOnly Date, string Name)
    {
        public string? FunderId { get; set; }
        public string FunderName { get; set; } = "";
        public int Grants { get; set; }
        public int Individuals { get; set; }
        public List<(int Row, string Reason)> Bad { get; } = [];
    }

    /// <summary>Null when the rows are read; otherwise why it is no file that we can use.</summary>
    private async Task<string?> ReadAsync(Actor actor, Reading file, Stream content, DateOnly today)
    {
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        List<FunderGrant> chunk = [];
        var rows = 0;
        foreach (var read in FunderFile.Rows(content))
        {
            if (read.IsOfFile)
                return read.Fault;
            if (++rows > FunderFileRules.MostGrants)
                return $"The file has more than {FunderFileRules.MostGrants.ToString("N0", CultureInfo.InvariantCulture)} grants. Load a part of it, such as the last years";
            if (read.Row is { IsToIndividual: true })
            {
                file.Individuals++;
                continue;
            }
            var (grant, fault) = read.Row is null ? (null, read.Fault) : FunderFileRules.Read(read.Row, today);
            if (grant is not null)
            {
                if (file.FunderId is null && IsOurs(grant.FunderName))
                    return "These are this office's own grants, which the portal has already";
                file.FunderName = file.FunderId is null ? grant.FunderName : file.FunderName;
                file.FunderId ??= grant.FunderId;
                if (!file.FunderId.Equals(grant.FunderId, StringComparison.OrdinalIgnoreCase))
                    fault = "is of another funder than the first grant. Load the grants of each funder in a file of their own";
                else if (!seen.Add(grant.GrantId))
                    fault = "has an identifier that another grant in the file has";
            }
            if (fault is not null)
            {
                file.Bad.Add((read.Number, fault));
                continue;
            }
            chunk.Add(grant!);
            if (chunk.Count < AtOnce)
                continue;
            await WriteAsync(actor, file, chunk);
            chunk.Clear();
        }
        await WriteAsync(actor, file, chunk);
        return null;
    }

    private bool IsOurs(string funder) =>
        new[] { office.FunderName, office.GrantorName }.Any(ours => NameMatch.OrganisationKey(ours) == NameMatch.OrganisationKey(funder));

    private async Task WriteAsync(Actor actor, Reading file, List<FunderGrant> chunk)
    {
        await db.HousekeepAsync(async work =>
        {
            if (file.Grants == 0)
                await work.ExecuteAsync(
                    "insert into FunderFile (Id, FunderId, FunderName, FileName, FileDate, State, Grants, Individuals, Bad, LoadedBy, LoadedAt) values (@Id, @FunderId, @FunderName, @Name, @Date, 'Reading', 0, 0, 0, @By, @Now)",
                    new
                    {
                        file.Id,
                        FunderId = file.FunderId ?? "",
                        FunderName = file.FunderName.Length > 0 ? file.FunderName : "Unknown funder",
                        file.Name,
                        file.Date,
                        By = actor.Id,
                        work.Now,
                    }
                );
            return await work.ExecuteAsync(
                InsertSql,
                chunk.Select(
                    (grant, i) =>
                        new
                        {
                            FileId = file.Id,
                            Position = file.Grants + i + 1,
                            grant.GrantId,
                            grant.Title,
                            grant.Description,
                            grant.Currency,
                            grant.Amount,
                            grant.AwardedOn,
                            grant.StartsOn,
                            grant.EndsOn,
                            grant.RecipientId,
                            grant.RecipientName,
                            NameHash = RegisterRules.NameHash(grant.RecipientName),
                            grant.CharityNumber,
                            grant.CompanyNumber,
                            grant.Postcode,
                        }
                )
            );
        });
        file.Grants += chunk.Count;
    }

    private async Task<Result> FinishAsync(Actor actor, Reading file)
    {
        var why = FunderFileRules.WhyRefused(file.Grants, file.Bad.Count, file.Individuals);
        var isReplacing = why is null && await db.ReadAsync(work => FunderFiles.CurrentAsync(work, file.FunderId!)) is not null;
        return await db.ChangeAsync(
            actor,
            why is not null ? AuditAction.FunderGrantsRefused
                : isReplacing ? AuditAction.FunderGrantsReplaced
                : AuditAction.FunderGrantsLoaded,
            file.Id,
            async work =>
            {
                var before = why is null ? await FunderFiles.CurrentAsync(work, file.FunderId!) : null;
                if (
                    before is not null
                    && FunderFileRules.WhyWrongDay(file.Date, ApplicationChecks.Today(work), before.FileDate, "fileDate") is { } older
                )
                    return older;
                if (before is not null)
                    await EndAsync(work, actor, before.Id, "Replaced", null);
                if (why is not null)
                    await work.ExecuteAsync("delete from FunderGrant where FileId = @Id", new { file.Id });
                await work.ExecuteOneAsync(
                    "update FunderFile set State = @State, Grants = @Grants, Individuals = @Individuals, Bad = @Bad, Why = @why where Id = @Id and State = 'Reading'",
                    new
                    {
                        file.Id,
                        State = why is null ? "Current" : "Refused",
                        Grants = why is null ? file.Grants : 0,
                        file.Individuals,
                        Bad = file.Bad.Count,
                        why,
                    }
                );
                await work.ExecuteAsync(
                    "insert into FunderBadRow (FileId, Position, RowNumber, Reason) values (@Id, @Position, @Row, @Reason)",
                    file.Bad.Take(MostListed)
                        .Select(
                            (bad, i) =>
                                new
                                {
                                    file.Id,
                                    Position = i + 1,
                                    bad.Row,
                                    bad.Reason,
                                }
                        )
                );
                work.Note(
                    new Changes(isNew: before is null)
                        .Add("Funder", before?.FunderName, file.FunderName)
                        .Add("File", before?.FileName, file.Name)
                        .Add("Date of the file", before?.FileDate, file.Date)
                        .Add("Grants", before?.Grants, why is null ? file.Grants : 0)
                        .Add("Grants to individuals, left out", before?.Individuals, file.Individuals)
                        .Add("Rows set aside", before?.Bad, file.Bad.Count)
                        .Add("Refused", null, why)
                        .ToString()
                );
                if (why is null)
                    await SyncFindings.MarkAllStaleAsync(work);
                return Result.Done;
            }
        );
    }

    /// <summary>Takes a file out of use: its grants are deleted, its record stays.</summary>
    internal static async Task EndAsync(Work work, Actor actor, Guid file, string state, string? why)
    {
        await work.ExecuteOneAsync(
            "update FunderFile set State = @state, EndedBy = @By, EndedAt = @Now, Why = @why where Id = @file and State = 'Current'",
            new
            {
                file,
                state,
                why,
                By = actor.Id,
                work.Now,
            }
        );
        await work.ExecuteAsync("delete from FunderGrant where FileId = @file", new { file });
    }

    private async Task ClearStoppedAsync()
    {
        foreach (
            var file in await db.ReadAsync(work =>
                work.QueryAsync<Guid>(
                    "select Id from FunderFile where State = 'Reading' and LoadedAt < @Before order by LoadedAt, Id",
                    new { Before = work.Now - Patience }
                )
            )
        )
            await db.HousekeepAsync(work => DeleteAsync(work, file));
    }

    private static async Task<int> DeleteAsync(Work work, Guid file)
    {
        await work.ExecuteAsync("delete from FunderGrant where FileId = @file", new { file });
        return await work.ExecuteAsync("delete from FunderFile where Id = @file and State = 'Reading'", new { file });
    }

    private static string ShortName(string name) =>
        Path.GetFileName(name) is { Length: > 260 } tooLong ? tooLong[^260..] : Path.GetFileName(name);

    private const string InsertSql = """
        insert into FunderGrant (FileId, Position, GrantId, Title, Description, Currency, Amount, AwardedOn, StartsOn, EndsOn, RecipientId, RecipientName, NameHash, CharityNumber, CompanyNumber, Postcode)
        values (@FileId, @Position, @GrantId, @Title, @Description, @Currency, @Amount, @AwardedOn, @StartsOn, @EndsOn, @RecipientId, @RecipientName, @NameHash, @CharityNumber, @CompanyNumber, @Postcode)
        """;
}
