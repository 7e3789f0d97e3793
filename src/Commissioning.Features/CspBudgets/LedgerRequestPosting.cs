using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Whether a request can be posted, and the posting of an approved one: every line, or none.</summary>
internal static class LedgerRequestPosting
{
    /// <summary>The box of the amount, or of the first of several.</summary>
    private static readonly string AmountBox = BoxOf(0);

    private static string BoxOf(int line) =>
        Refusal.At(nameof(RequestLedgerPosting.Command.Lines), line, nameof(RequestLedgerPosting.Line.Amount));

    /// <summary>Null when the whole request could be posted now.</summary>
    public static async Task<Refusal?> WhyNotAsync(Work work, LedgerRequest request)
    {
        var year = await Posting.YearAsync(work, request.Year);
        if (request.PayeeId is { } payee && await work.ScalarAsync<int>("select count(*) from Payee where Id = @payee", new { payee }) == 0)
            return new("Choose who is paid", nameof(RequestLedgerPosting.Command.Payee));
        if (
            LedgerRules.WhyCannotPost(request.Year, request.EffectiveOn, year.LockedAt, nameof(RequestLedgerPosting.Command.On)) is
            { } refusal
        )
            return refusal;
        if (WhyLinesAreWrong(request) is { } wrong)
            return wrong;
        if (request.FormulaId is { } formula && await WhyNotFormulaAsync(work, request, formula) is { } other)
            return other;
        return request.Kind switch
        {
            LedgerRequestKind.Funding => null,
            LedgerRequestKind.Reversal => await ReverseTransaction.WhyNotAsync(work, request.TransactionId!.Value, request.EffectiveOn),
            LedgerRequestKind.FundingCut => await WhyCannotCutAsync(work, request),
            LedgerRequestKind.ProjectAmount => await WhyCannotChangeProjectAsync(work, request),
            LedgerRequestKind.CarryIn => await WhyCannotBringInAsync(work, request.Year),
            LedgerRequestKind.TopUp => await LedgerQueries.WhyNotBroughtForwardAsync(work, request.Year, request.Amount, AmountBox),
            LedgerRequestKind.Base or LedgerRequestKind.Central => await FundingQueries.WhyNotAsync(
                work,
                request.Year,
                request.Amount,
                AmountBox,
                request.FormulaId
            ),
            _ => await WhyTooMuchAsync(work, request),
        };
    }

    private static Refusal? WhyLinesAreWrong(LedgerRequest request)
    {
        if (request.Kind == LedgerRequestKind.Reversal)
            return request.TransactionId is null ? new("Choose the transaction that is reversed") : null;
        if (request is { Kind: LedgerRequestKind.ProjectAmount, ProjectId: null })
            return new("Start from the project's page", AmountBox);
        if (request.Lines.Count == 0)
            return new("Enter an amount", AmountBox);
        if (
            request.Lines.Select((line, i) => LedgerRules.WhyAmountIsWrong(line.Amount, BoxOf(i))).OfType<Refusal>().FirstOrDefault() is
            { } wrong
        )
            return wrong;
        if (LedgerRequestRules.IsOfAreas(request.Kind) && request.Lines.Any(line => line.AreaId is null))
            return new("Choose the area", AmountBox);
        if (request.Lines.Where(line => line.AreaId is not null).GroupBy(line => line.AreaId).Any(group => group.Count() > 1))
            return new("Name each area once", AmountBox);
        if (request.Kind == LedgerRequestKind.Virement && request.Lines.Any(line => line.OtherAreaId is null))
            return new(
                "Choose the area that receives the money",
                Refusal.At(nameof(RequestLedgerPosting.Command.Lines), 0, nameof(RequestLedgerPosting.Line.Other))
            );
        if (request.Lines.Any(line => line.OtherAreaId is not null && line.OtherAreaId == line.AreaId))
            return new(
                "A virement goes to another area",
                Refusal.At(nameof(RequestLedgerPosting.Command.Lines), 0, nameof(RequestLedgerPosting.Line.Other))
            );
        if (request is { Kind: LedgerRequestKind.CentralPayment, PayeeId: null })
            return new("Choose who is paid", nameof(RequestLedgerPosting.Command.Payee));
        return request.Kind is LedgerRequestKind.Funding or LedgerRequestKind.FundingCut && string.IsNullOrWhiteSpace(request.Source)
            ? new("Enter where the money comes from", nameof(RequestLedgerPosting.Command.Source))
            : null;
    }

    /// <summary>A formula is posted as it was saved, once, and for a year that has no base allocations yet.</summary>
    private static async Task<Refusal?> WhyNotFormulaAsync(Work work, LedgerRequest request, Guid id)
    {
        var formula = await AllocationFormulaQueries.FindAsync(work, id);
        if (
            formula.BudgetYear != request.BudgetYear
            || !formula
                .Content.Areas.Where(area => area.Share > Money.Zero)
                .Select(area => ((Guid?)area.Id, area.Share))
                .SequenceEqual(request.Lines.Select(line => (line.AreaId, line.Amount)))
        )
            return new("The request is not what this version of the formula gives", nameof(RequestLedgerPosting.Command.Formula));
        var areas = (await AllocationFormulaQueries.AreasAsync(work, request.Year)).Select(area => area.Id);
        if (!areas.SequenceEqual(formula.Content.Areas.Select(area => area.Id)))
            return new(
                "The areas have changed since this version was saved. Save a new version.",
                nameof(RequestLedgerPosting.Command.Formula)
            );
        if (formula.RequestId is { } asked && asked != request.Id)
            return new($"Version {formula.Number} was requested already", nameof(RequestLedgerPosting.Command.Formula));
        return (await YearOverview.GetAsync(work, request.Year)).Total.Base != Money.Zero
            ? new(
                $"{request.Year} has base allocations already. Reverse them first, or request what an area should have in addition.",
                nameof(RequestLedgerPosting.Command.Formula)
            )
            : null;
    }

    private static async Task<Refusal?> WhyCannotCutAsync(Work work, LedgerRequest request)
    {
        var funding = await FundingQueries.GetAsync(work, request.Year);
        var recorded = funding.Sources.Where(source => source.Name == request.Source).Sum(source => source.Amount);
        if (request.Amount > recorded)
            return new(
                $"{request.Source} gives {recorded} in {request.Year}, which is {request.Amount - recorded} less than {request.Amount}",
                AmountBox
            );
        var after = LedgerRules.Ceiling(funding.Total - request.Amount, funding.OverAllocation);
        return after < funding.Allocated
            ? new(
                $"{funding.Allocated} is allocated already, which is {funding.Allocated - after} more than the sources would allow after the cut",
                AmountBox
            )
            : null;
    }

    /// <summary>An underspend from before this ledger exists only where the ledger has no areas' budgets for the previous year
    /// (R79).</summary>
    private static async Task<Refusal?> WhyCannotBringInAsync(Work work, FinancialYear year) =>
        await work.ScalarAsync<int>(
            "select count(*) from LedgerAccount where BudgetYear = @Previous and Kind in ('Area', 'Returned') and Entries > 0",
            new { Previous = year.Previous.ToString() }
        ) > 0
            ? new(
                $"The ledger has {year.Previous}, so what was left of it comes into {year} when it is carried forward there, and not by hand",
                nameof(RequestLedgerPosting.Command.Kind)
            )
            : null;

    private static async Task<Refusal?> WhyCannotChangeProjectAsync(Work work, LedgerRequest request)
    {
        var project = await ProjectQueries.FindAsync(work, request.ProjectId!.Value);
        if (project.BudgetYear != request.BudgetYear || request.Lines.Any(line => line.AreaId != project.AreaId))
            return new($"{project.Name} is a project of {project.Area} in {project.BudgetYear}", AmountBox);
        if (project.Status != ProjectStatus.Approved)
            return new($"{project.Name} is not an approved project that is under way", AmountBox);
        if (request.Amount == project.Amount)
            return new($"{project.Name} is approved for {project.Amount} already", AmountBox);
        if (request.Amount < project.Spent)
            return new($"{project.Name} has spent {project.Spent} already, so its amount cannot be less", AmountBox);
        return request.Amount > project.Amount
            ? await Posting.WhyTooMuchAsync(
                work,
                await Posting.AccountAsync(work, request.Year, AccountKind.Area, project.AreaId),
                request.Amount - project.Amount,
                request.EffectiveOn,
                AmountBox
            )
            : null;
    }

    private static async Task<Refusal?> WhyTooMuchAsync(Work work, LedgerRequest request)
    {
        var (_, from, to) = LedgerRequestRules.Posts(request.Kind)!.Value;
        if (to == AccountKind.Returned && (await YearOrNullAsync(work, request.Year.Next))?.LockedAt is not null)
            return new($"{request.Year.Next} is locked, so nothing can be carried into it", AmountBox);
        if (request.Kind == LedgerRequestKind.Keep)
            foreach (var line in request.Lines)
                if (await AreaInYearAsync(work, line.AreaId!.Value, request.Year.Next) is null)
                    return new("The area does not exist in the next year and no other follows it, so it cannot keep its money", AmountBox);
        if (from != AccountKind.Area)
            return await Posting.WhyTooMuchAsync(
                work,
                await Posting.AccountAsync(work, request.Year, from),
                request.Amount,
                request.EffectiveOn,
                AmountBox
            );
        foreach (var line in request.Lines.Where(line => line.OtherAreaId is not null))
            if (
                await work.ScalarAsync<int>(
                    "select count(*) from LedgerAccount where BudgetYear = @BudgetYear and Kind = 'Area' and AreaId = @Other",
                    new { request.BudgetYear, Other = line.OtherAreaId }
                ) == 0
            )
                return new(
                    $"The area that receives the money does not exist in {request.BudgetYear}",
                    Refusal.At(nameof(RequestLedgerPosting.Command.Lines), 0, nameof(RequestLedgerPosting.Line.Other))
                );
        for (var i = 0; i < request.Lines.Count; i++)
            if (
                await Posting.WhyTooMuchAsync(
                    work,
                    await Posting.AccountAsync(work, request.Year, AccountKind.Area, request.Lines[i].AreaId!.Value),
                    request.Lines[i].Amount,
                    request.EffectiveOn,
                    BoxOf(i)
                ) is
                { } tooMuch
            )
                return tooMuch;
        return null;
    }

    private static Task<Posting.Year?> YearOrNullAsync(Work work, FinancialYear year) =>
        work.FindOrDefaultAsync<Posting.Year>(
            "select BudgetYear, LockedAt, LastNumber from LedgerYear where BudgetYear = @BudgetYear",
            new { BudgetYear = year.ToString() }
        );

    /// <summary>Posts every line of a request for which there is no <see cref="WhyNotAsync"/>.</summary>
    public static async Task PostAsync(Work work, Actor approver, LedgerRequest request)
    {
        if (request.Kind is LedgerRequestKind.Funding or LedgerRequestKind.FundingCut)
        {
            var amount = request.Kind == LedgerRequestKind.FundingCut ? -request.Amount : request.Amount;
            await work.ExecuteAsync(
                "insert into FundingSource (Id, BudgetYear, RequestId, Name, Amount) values (@Id, @BudgetYear, @Request, @Source, @amount)",
                new
                {
                    Id = Guid.CreateVersion7(),
                    request.BudgetYear,
                    Request = request.Id,
                    request.Source,
                    amount,
                }
            );
            return;
        }
        if (request.Kind == LedgerRequestKind.Reversal)
        {
            await ReverseTransaction.PostAsync(work, approver, request.TransactionId!.Value, request.EffectiveOn, request.Reason, request);
            return;
        }
        if (request.Kind == LedgerRequestKind.ProjectAmount)
        {
            await ProjectAmount.PostAsync(work, approver, request);
            return;
        }
        if (request.FormulaId is { } formula)
            await FundingQueries.AllowAsync(work, request.Year, formula);
        foreach (var line in request.Lines)
        {
            await PostLineAsync(work, approver, request, line);
            if (request.Kind == LedgerRequestKind.Keep)
                await KeepAsync(work, approver, request, line);
        }
    }

    private static async Task PostLineAsync(Work work, Actor approver, LedgerRequest request, LedgerRequest.Line line)
    {
        var (kind, from, to) = LedgerRequestRules.Posts(request.Kind)!.Value;
        var earmark =
            request.Kind == LedgerRequestKind.Earmark
                ? await Earmarks.MakeAsync(work, request.Year, line.AreaId!.Value, request.Reason)
                : (Guid?)null;
        await Posting.WriteAsync(
            work,
            approver,
            request.Year,
            new(
                kind,
                request.EffectiveOn,
                LedgerRequestRules.PostedReason(request.Kind, request.Year, request.Reason),
                [
                    new((await AccountAsync(work, request, from, line.AreaId)).Id, -line.Amount),
                    new((await AccountAsync(work, request, to, line.OtherAreaId ?? line.AreaId)).Id, line.Amount),
                ]
            )
            {
                Authority = request.Paper,
                Request = request.Id,
                Earmark = earmark,
            },
            note: request.Lines.Count == 1
        );
    }

    private static Task<Account> AccountAsync(Work work, LedgerRequest request, AccountKind kind, Guid? area) =>
        kind switch
        {
            AccountKind.Area or AccountKind.Earmarked => Posting.AccountAsync(work, request.Year, kind, area!.Value),
            AccountKind.Payee => Posting.AccountAsync(work, request.Year, kind, request.Payee!),
            _ => Posting.AccountAsync(work, request.Year, kind),
        };

    /// <summary>What an area keeps is its top-up of next year, or that of the area that it became part of.</summary>
    private static async Task KeepAsync(Work work, Actor approver, LedgerRequest request, LedgerRequest.Line line)
    {
        var next = request.Year.Next;
        await OpenYear.OpenAsync(work, next);
        var area = (await AreaInYearAsync(work, line.AreaId!.Value, next))!.Value;
        await Posting.WriteAsync(
            work,
            approver,
            next,
            new(
                TransactionKind.TopUp,
                next.Start,
                LedgerRequestRules.KeptReason(request.Year, request.Reason),
                [
                    new((await Posting.AccountAsync(work, next, AccountKind.BroughtForward)).Id, -line.Amount),
                    new((await Posting.AccountAsync(work, next, AccountKind.Area, area)).Id, line.Amount),
                ]
            )
            {
                Authority = request.Paper,
                Request = request.Id,
            },
            note: false
        );
    }

    /// <summary>The area itself, or the one that it became part of. Null: it ends without a successor.</summary>
    private static async Task<Guid?> AreaInYearAsync(Work work, Guid area, FinancialYear year)
    {
        while (true)
        {
            var found = await work.FindAsync<AreaSpan>("select SuccessorId, ValidTo from CspArea where Id = @area", new { area });
            if (found.ValidTo is not { } to || to >= year.Start)
                return area;
            if (found.SuccessorId is not { } successor)
                return null;
            area = successor;
        }
    }

    private sealed record AreaSpan
    {
        public Guid? SuccessorId { get; init; }
        public DateOnly? ValidTo { get; init; }
    }
}
