using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Payments;

/// <summary>What organisations have spent and ask to be paid for, receipt by receipt (R70).</summary>
public sealed class Claims(Db db, FileStore files)
{
    public const int PageSize = 25;

    public sealed record Claim
    {
        public required Guid Id { get; init; }
        public required Guid AwardId { get; init; }
        public required Guid ApplicationId { get; init; }
        public required string Reference { get; init; }
        public required string Organisation { get; init; }
        public required string ProjectName { get; init; }
        public required Money Amount { get; init; }
        public required Guid ClaimedById { get; init; }
        public required string ClaimedBy { get; init; }
        public required DateTime ClaimedAt { get; init; }
        public required ClaimState State { get; init; }
        public string? DecidedBy { get; init; }
        public DateTime? DecidedAt { get; init; }
        public string? DecidedNote { get; init; }

        /// <summary>Of the newest payment that was requested for it.</summary>
        public PaymentStatus? Payment { get; init; }
        public required int Version { get; init; }

        /// <summary>The money did not arrive, so it may be asked for again.</summary>
        public bool MayAskAgain =>
            State == ClaimState.Accepted && Payment is PaymentStatus.Refused or PaymentStatus.Failed or PaymentStatus.Returned;
    }

    public sealed record ReceiptRow
    {
        public required Guid Id { get; init; }
        public required Guid BudgetLineId { get; init; }
        public required string Item { get; init; }
        public required DateOnly SpentOn { get; init; }
        public required string Supplier { get; init; }
        public required Money Amount { get; init; }
        public Guid? FileId { get; init; }
        public string? FileName { get; init; }
    }

    /// <param name="Left">Of what is paid against receipts, after every claim that was not given back.</param>
    public sealed record Mine(
        AwardPayments.Award Award,
        IReadOnlyList<Claim> Claims,
        IReadOnlyList<ClaimLine> Lines,
        Money Left,
        DateOnly StartsOn,
        DateOnly Today,
        bool InArrears
    )
    {
        public Refusal? WhyNot => ClaimRules.WhyCannotClaim(Award.AcceptedAt is not null, Award.EndedAt, InArrears);
    }

    public sealed record View(Claim Claim, IReadOnlyList<ReceiptRow> Receipts);

    public sealed record Queue(IReadOnlyList<Claim> Claims, int Page, int Pages);

    public Task<Mine> MineAsync(Actor actor, Guid application) =>
        db.ReadAsync(async work => await OfAsync(work, await AwardPayments.MyAwardAsync(work, actor, application)));

    /// <summary>The receipts of one's own claim that was given back, to be put right and sent again.</summary>
    public Task<IReadOnlyList<ReceiptRow>> GivenBackAsync(Actor actor, Guid application, Guid claim) =>
        db.ReadAsync(async work =>
        {
            var award = await AwardPayments.MyAwardAsync(work, actor, application);
            await work.FindAsync<Claim>(
                Sql + " where c.Id = @claim and c.AwardId = @award and c.State = 'GivenBack'",
                new { claim, award }
            );
            return await ReceiptsAsync(work, claim);
        });

    public Task<View> GetAsync(Guid claim) =>
        db.ReadAsync(async work => new View(await FindAsync(work, claim), await ReceiptsAsync(work, claim)));

    /// <summary>Those that wait first, oldest first; then the others, newest first.</summary>
    public Task<Queue> QueueAsync(int page) =>
        db.ReadAsync(async work =>
        {
            var pages = Math.Max(1, (await work.ScalarAsync<int>("select count(*) from Claim") + PageSize - 1) / PageSize);
            page = Math.Clamp(page, 1, pages);
            return new Queue(
                await work.QueryAsync<Claim>(QueueSql, new { First = (page - 1) * PageSize + 1, Last = page * PageSize }),
                page,
                pages
            );
        });

    public async Task<StoredFile> OpenAsync(Guid claim, Guid receipt) =>
        await files.OpenAsync(
            await db.ReadAsync(work =>
                work.FirstOrDefaultAsync<Guid?>(
                    "select FileId from ClaimReceipt where Id = @receipt and ClaimId = @claim",
                    new { receipt, claim }
                )
            ) ?? throw new NotFoundException("There is no file")
        );

    internal static Task<Claim> FindAsync(Work work, Guid claim) => work.FindAsync<Claim>(Sql + " where c.Id = @claim", new { claim });

    internal static Task<IReadOnlyList<ReceiptRow>> ReceiptsAsync(Work work, Guid claim) =>
        work.QueryAsync<ReceiptRow>(ReceiptSql, new { claim });

    /// <param name="except">A claim that does not count, because it is the one that is looked at.</param>
    internal static async Task<Mine> OfAsync(Work work, Guid award, Guid? except = null)
    {
        var view = await AwardPayments.GetAsync(work, award);
        var claims = await work.QueryAsync<Claim>(Sql + " where c.AwardId = @award order by c.ClaimedAt desc, c.Id", new { award });
        var budget = await ApplicationReader.AwardedBudgetAsync(work, view.Award.ApplicationId);
        var claimed = (await work.QueryAsync<ClaimedRow>(ClaimedSql, new { award, except })).ToDictionary(
            row => row.BudgetLineId,
            row => row.Claimed
        );
        var arrears = view.Instalments.Where(one => one.InArrears).ToList();
        var startsOn = await work.FindOrDefaultAsync<DateOnly?>(
            "select coalesce(w.StartsOn, a.StartsOn) from Award w join Application a on a.Id = w.ApplicationId where w.Id = @award",
            new { award }
        );
        return new(
            view.Award,
            claims,
            budget
                .Select(line => new ClaimLine
                {
                    Id = line.Id,
                    Item = line.Item,
                    Budget = line.Requested,
                    Claimed = claimed.GetValueOrDefault(line.Id),
                })
                .ToList(),
            arrears.Sum(one => one.Amount) - claimed.Values.Sum(),
            startsOn!.Value,
            view.Today,
            arrears.Count > 0
        );
    }

    private const string Sql = """
        select    c.Id, c.AwardId, w.ApplicationId, a.Reference, o.Name as Organisation, a.ProjectName, c.Amount, c.ClaimedBy as ClaimedById, p.DisplayName as ClaimedBy, c.ClaimedAt, c.State, d.DisplayName as DecidedBy, c.DecidedAt, c.DecidedNote,
                  (select y.Status from Payment y where y.ClaimId = c.Id and not exists (select 1 from Payment z where z.ClaimId = c.Id and z.RequestedAt > y.RequestedAt)) as Payment, c.Version
        from      Claim c
        join      Award w on w.Id = c.AwardId
        join      Application a on a.Id = w.ApplicationId
        join      Organisation o on o.Id = a.OrganisationId
        join      Person p on p.Id = c.ClaimedBy
        left join Person d on d.Id = c.DecidedBy
        """;
    private const string QueueSql =
        """
            with Numbered as (
                select Id, row_number() over (order by case when State = 'Sent' then 0 else 1 end, case when State = 'Sent' then ClaimedAt end, ClaimedAt desc, Id) as RowNumber
                from   Claim
            )
            """
        + " "
        + Sql
        + """
             join     Numbered n on n.Id = c.Id
            where     n.RowNumber between @First and @Last
            order by  n.RowNumber
            """;
    private const string ReceiptSql = """
        select    r.Id, r.BudgetLineId, l.Item, r.SpentOn, r.Supplier, r.Amount, r.FileId, f.Name as FileName
        from      ClaimReceipt r
        join      BudgetLine l on l.Id = r.BudgetLineId
        left join StoredFile f on f.Id = r.FileId
        where     r.ClaimId = @claim
        order by  r.Position
        """;
    private const string ClaimedSql = """
        select   r.BudgetLineId, sum(r.Amount) as Claimed
        from     ClaimReceipt r
        join     Claim c on c.Id = r.ClaimId
        where    c.AwardId = @award and c.State <> 'GivenBack' and (@except is null or c.Id <> @except)
        group by r.BudgetLineId
        """;

    private sealed record ClaimedRow
    {
        public required Guid BudgetLineId { get; init; }
        public required Money Claimed { get; init; }
    }
}

/// <summary>A member of the organisation claims what was spent.</summary>
public sealed class SendClaim(Db db, FileStore files, Office office)
{
    /// <param name="proofs">A file for some of the receipts, by their place.</param>
    public async Task<IReadOnlyList<Refusal>> RunAsync(
        Actor actor,
        Guid application,
        Money total,
        IReadOnlyList<Receipt> receipts,
        IReadOnlyDictionary<int, (string Name, byte[] Content)> proofs
    )
    {
        List<Refusal> wrong =
        [
            .. proofs
                .Select(proof => UploadRules.WhyNotAccepted(proof.Value.Name, proof.Value.Content, $"Form.Rows[{proof.Key}].Proof"))
                .OfType<Refusal>(),
        ];
        wrong.AddRange(
            await db.ReadAsync(async work =>
                WhyWrong(await Claims.OfAsync(work, await AwardPayments.MyAwardAsync(work, actor, application)), total, receipts)
            )
        );
        if (wrong.Count > 0)
            return wrong;
        var now = await db.ReadAsync(work => Task.FromResult(work.Now));
        var stored = new Dictionary<int, FileStore.NewFile>();
        foreach (var (place, (name, content)) in proofs)
            stored[place] = await files.WriteAsync(
                actor,
                name,
                UploadRules.ContentTypes[Path.GetExtension(name).ToLowerInvariant()],
                content,
                now
            );
        var claim = Guid.CreateVersion7();
        var outcome = await db.ChangeAsync(
            actor,
            AuditAction.ClaimSent,
            application,
            async work =>
            {
                var award = await AwardPayments.MyAwardAsync(work, actor, application);
                await Instalments.MakeAsync(work, award);
                var mine = await Claims.OfAsync(work, award);
                wrong = [.. WhyWrong(mine, total, receipts)];
                if (wrong.Count > 0)
                    return wrong[0];
                foreach (var file in stored.Values)
                    await work.ExecuteAsync(FileStore.InsertSql, file);
                await work.ExecuteAsync(
                    "insert into Claim (Id, AwardId, Amount, ClaimedBy, ClaimedAt, State, Version) values (@claim, @award, @total, @By, @Now, 'Sent', 1)",
                    new
                    {
                        claim,
                        award,
                        total,
                        By = actor.Id,
                        work.Now,
                    }
                );
                await work.ExecuteAsync(
                    "insert into ClaimReceipt (Id, ClaimId, BudgetLineId, Position, SpentOn, Supplier, Amount, FileId) values (@Id, @claim, @Line, @Position, @SpentOn, @Supplier, @Amount, @FileId)",
                    receipts.Select(
                        (receipt, i) =>
                            new
                            {
                                Id = Guid.CreateVersion7(),
                                claim,
                                receipt.Line,
                                Position = i + 1,
                                receipt.SpentOn,
                                Supplier = receipt.Supplier.Trim(),
                                receipt.Amount,
                                FileId = stored.GetValueOrDefault(i)?.Id,
                            }
                    )
                );
                await work.EmailAsync(
                    new(
                        office.ContactEmail,
                        $"{mine.Award.Reference}: a claim of {total}",
                        $"{mine.Award.Organisation} claims {total} for {mine.Award.ProjectName}, with {receipts.Count} receipts.\n\n{office.LinkTo($"/payments/claims/{claim}")}",
                        claim
                    )
                );
                work.Note($"{mine.Award.Reference}: {total}, {receipts.Count} receipts");
                return Outcome.Done;
            }
        );
        return outcome.Refused is null ? [] : wrong;
    }

    private static IReadOnlyList<Refusal> WhyWrong(Claims.Mine mine, Money total, IReadOnlyList<Receipt> receipts) =>
        mine.WhyNot is { } not ? [not] : ClaimRules.WhyWrong(total, receipts, mine.Lines, mine.Left, mine.StartsOn, mine.Today);
}

/// <summary>An officer accepts a claim, which requests its payment, or gives it back with a note.</summary>
public sealed class DecideClaim(Db db, Office office)
{
    public Task<Outcome> RunAsync(Actor actor, Guid claim, bool accept, string? note, string? notDuplicate = null) =>
        db.ChangeAsync(
            actor,
            AuditAction.ClaimDecided,
            claim,
            async work =>
            {
                var found = await Claims.FindAsync(work, claim);
                if (ClaimRules.WhyCannotDecide(found.State, accept, note) is { } refusal)
                    return refusal;
                if (found.ClaimedById == actor.Id)
                    return new Refusal("You sent this claim, so somebody else must decide on it");
                if (accept && await AcceptAsync(work, actor, found, notDuplicate) is { Refused: { } not })
                    return not;
                await work.ExecuteOneAsync(
                    "update Claim set State = @State, DecidedBy = @By, DecidedAt = @Now, DecidedNote = @Note, Version = Version + 1 where Id = @claim and Version = @Version",
                    new
                    {
                        claim,
                        found.Version,
                        State = accept ? ClaimState.Accepted : ClaimState.GivenBack,
                        By = actor.Id,
                        work.Now,
                        Note = note?.Trim(),
                    }
                );
                var email = await work.ScalarAsync<string>("select Email from Person where Id = @ClaimedById", new { found.ClaimedById });
                await work.EmailAsync(
                    new(
                        email!,
                        accept
                            ? $"{found.Reference}: we accept your claim of {found.Amount}"
                            : $"{found.Reference}: your claim of {found.Amount} needs a change",
                        $"""
                        {(
                            accept
                                ? "We have asked for its payment, which somebody else checks first."
                                : "We give it back to you. Put it right and send it again."
                        )}
                        {(string.IsNullOrWhiteSpace(note) ? "" : $"\n{note.Trim()}\n")}
                        Your claims: {office.LinkTo($"/applications/{found.ApplicationId}/claims")}
                        """,
                        claim
                    )
                );
                work.Note($"{found.Reference}, {found.Amount}: {(accept ? "accepted" : "given back")}. {note?.Trim()}");
                return Outcome.Done;
            }
        );

    /// <summary>Requests the payment of an accepted claim again, after one that did not arrive.</summary>
    public Task<Outcome> AskAgainAsync(Actor actor, Guid claim, string? notDuplicate = null) =>
        db.ChangeAsync(
            actor,
            AuditAction.PaymentRequested,
            claim,
            async work =>
            {
                var found = await Claims.FindAsync(work, claim);
                return found.MayAskAgain
                    ? await PayAsync(work, actor, found, notDuplicate)
                    : new Refusal("The payment of this claim is on its way, or was never asked for");
            }
        );

    private static async Task<Outcome> AcceptAsync(Work work, Actor actor, Claims.Claim found, string? notDuplicate)
    {
        // The budget may have changed since it was sent.
        var mine = await Claims.OfAsync(work, found.AwardId, except: found.Id);
        var receipts = (await Claims.ReceiptsAsync(work, found.Id))
            .Select(row => new Receipt(row.BudgetLineId, row.SpentOn, row.Supplier, row.Amount))
            .ToList();
        if (mine.WhyNot is { } not)
            return not;
        if (ClaimRules.WhyWrong(found.Amount, receipts, mine.Lines, mine.Left, mine.StartsOn, mine.Today) is [var wrong, ..])
            return wrong with { Field = null };
        return await PayAsync(work, actor, found, notDuplicate);
    }

    /// <summary>What is wrong with the amount or the instalment is no field of the claim's page.</summary>
    private static async Task<Outcome> PayAsync(Work work, Actor actor, Claims.Claim found, string? notDuplicate)
    {
        var outcome = await RequestPayment.RunAsync(
            work,
            actor,
            found.AwardId,
            found.Amount,
            $"Claim of {LondonTime.Date(found.ClaimedAt)}",
            null,
            found.Id,
            notDuplicate
        );
        return outcome.Refused is { Field: not ("NotDuplicate" or "WhyNotDuplicate") } refusal ? refusal with { Field = null } : outcome;
    }
}
