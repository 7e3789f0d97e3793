using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>
/// The only way to post to the ledger. A transaction sums to zero. Balances, and totals by day and by month, are stored with the entries.
/// </summary>
internal static class Posting
{
    /// <summary>The account that the year's money comes from.</summary>
    public const string Budget = "Commissioner's budget";
    public const string CentralPot = "Across Leicester, Leicestershire and Rutland";
    public const string Pool = "Pooled underspend";

    /// <summary>Not found when the year was never opened.</summary>
    public static Task<Year> YearAsync(Work work, FinancialYear year) =>
        work.FindAsync<Year>(
            "select BudgetYear, LockedAt, LastNumber from LedgerYear where BudgetYear = @BudgetYear",
            new { BudgetYear = year.ToString() }
        );

    public static async Task<Guid> WriteAsync(Work work, Actor actor, FinancialYear year, Transaction transaction, bool note = true)
    {
        if (!LedgerRules.Balances(transaction.Entries))
            throw new InvalidOperationException($"A {transaction.Kind} that does not sum to zero");
        if (!year.Contains(transaction.On))
            throw new InvalidOperationException($"A {transaction.Kind} of {transaction.On} in {year}");
        var (id, budgetYear) = (Guid.CreateVersion7(), year.ToString());
        // Evidence may come after the lock: it changes no total.
        var isEvidence = transaction.Kind == TransactionKind.Evidence;
        await work.ExecuteOneAsync(
            "update LedgerYear set LastNumber = LastNumber + 1 where BudgetYear = @budgetYear and (LockedAt is null or @isEvidence = 1)",
            new { budgetYear, isEvidence }
        );
        var number = await work.ScalarAsync<int>("select LastNumber from LedgerYear where BudgetYear = @budgetYear", new { budgetYear });
        await work.ExecuteAsync(
            InsertTransactionSql,
            new
            {
                id,
                budgetYear,
                number,
                transaction.Kind,
                transaction.On,
                work.Now,
                By = actor.Id,
                transaction.Reason,
                transaction.Authority,
                transaction.Invoice,
                transaction.Vat,
                transaction.Project,
                transaction.Evidence,
                transaction.Import,
                transaction.Reverses,
                transaction.Evidences,
                transaction.Release,
                transaction.Earmark,
                transaction.Request,
            }
        );
        foreach (var entry in transaction.Entries)
        {
            var row = new
            {
                id,
                AccountId = entry.Account,
                entry.Amount,
                Kind = transaction.About ?? transaction.Kind,
                transaction.On,
            };
            await work.ExecuteOneAsync(
                "update LedgerAccount set Entries = Entries + 1, Balance = Balance + @Amount where Id = @AccountId",
                row
            );
            await work.ExecuteOneAsync(InsertEntrySql, row);
            await AddToTotalAsync(work, "Day", transaction.On, row.AccountId, row.Kind, row.Amount);
            await AddToTotalAsync(work, "Month", transaction.On.AddDays(1 - transaction.On.Day), row.AccountId, row.Kind, row.Amount);
        }
        if (transaction.Project is { } project)
            await work.ExecuteOneAsync(ProjectSumsSql, new { id, project });
        if (transaction.Earmark is { } earmark)
            await work.ExecuteOneAsync(EarmarkSumSql, new { id, earmark });
        if (note)
        {
            var (from, to) = (await NamesAsync(work, transaction, comesIn: false), await NamesAsync(work, transaction, comesIn: true));
            var amount = transaction.Entries.Where(entry => entry.Amount > Money.Zero).Sum(entry => entry.Amount);
            work.Note(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{budgetYear} number {number}, {transaction.Kind.Name()}, {amount} from {from} to {to}. {transaction.Reason}"
                )
            );
        }
        return id;
    }

    private static async Task<string> NamesAsync(Work work, Transaction transaction, bool comesIn)
    {
        var names = new List<string>();
        foreach (var entry in transaction.Entries.Where(entry => entry.Amount > Money.Zero == comesIn))
        {
            var account = await work.FindAsync<Account>(AccountSql + " where Id = @Account", entry);
            names.Add(
                account.AreaId is null || account.Kind == AccountKind.Area
                    ? account.Name
                    : $"{account.Name} ({Changes.Words(account.Kind)})"
            );
        }
        return string.Join(", ", names);
    }

    private static async Task AddToTotalAsync(Work work, string period, DateOnly startsOn, Guid account, TransactionKind kind, Money amount)
    {
        var total = new
        {
            account,
            period,
            startsOn,
            kind,
            amount,
        };
        if (await work.ExecuteAsync(AddToTotalSql, total) == 0)
            await work.ExecuteAsync(
                "insert into LedgerTotal (AccountId, Period, StartsOn, Kind, Amount) values (@account, @period, @startsOn, @kind, @amount)",
                total
            );
    }

    /// <summary>An area's account. Not found when the area has none in this year; those for promises and evidence are made when first
    /// needed.</summary>
    public static async Task<Account> AccountAsync(Work work, FinancialYear year, AccountKind kind, Guid area)
    {
        const string sql = AccountSql + " where BudgetYear = @BudgetYear and Kind = @kind and AreaId = @area";
        var row = new
        {
            Id = Guid.CreateVersion7(),
            BudgetYear = year.ToString(),
            kind,
            area,
        };
        if (
            kind is AccountKind.Earmarked or AccountKind.Committed or AccountKind.Evidenced
            && await work.FindOrDefaultAsync<Account>(sql, row) is null
        )
            await work.ExecuteAsync(
                "insert into LedgerAccount (Id, BudgetYear, Kind, AreaId, Name, Entries, Balance) select @Id, @BudgetYear, @kind, AreaId, Name, 0, 0 from LedgerAccount where BudgetYear = @BudgetYear and Kind = 'Area' and AreaId = @area",
                row
            );
        return await work.FindAsync<Account>(sql, row);
    }

    /// <summary>An account that belongs to no area, created when first needed.</summary>
    public static async Task<Account> AccountAsync(Work work, FinancialYear year, AccountKind kind, string name)
    {
        var row = new
        {
            Id = Guid.CreateVersion7(),
            BudgetYear = year.ToString(),
            kind,
            name,
        };
        if (
            await work.FindOrDefaultAsync<Account>(AccountSql + " where BudgetYear = @BudgetYear and Kind = @kind and Name = @name", row) is
            { } found
        )
            return found;
        await work.ExecuteAsync(
            "insert into LedgerAccount (Id, BudgetYear, Kind, Name, Entries, Balance) values (@Id, @BudgetYear, @kind, @name, 0, 0)",
            row
        );
        return new()
        {
            Id = row.Id,
            BudgetYear = row.BudgetYear,
            Kind = kind,
            Name = name,
        };
    }

    /// <summary>The account of a year that has this kind and belongs to no area or payee.</summary>
    public static Task<Account> AccountAsync(Work work, FinancialYear year, AccountKind kind) =>
        AccountAsync(
            work,
            year,
            kind,
            kind switch
            {
                AccountKind.Funding => Budget,
                AccountKind.BroughtForward => $"Underspend of {year.Previous}",
                AccountKind.Central => CentralPot,
                AccountKind.Pooled => Pool,
                AccountKind.Returned => $"Carried into {year.Next}",
                _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A year has several such accounts"),
            }
        );

    /// <summary>Moves an amount from one account to another.</summary>
    public static Task<Guid> MoveAsync(
        Work work,
        Actor actor,
        FinancialYear year,
        TransactionKind kind,
        DateOnly on,
        string reason,
        Account from,
        Account to,
        Money amount,
        Guid? project = null,
        bool note = true
    ) => WriteAsync(work, actor, year, new(kind, on, reason, [new(from.Id, -amount), new(to.Id, amount)]) { Project = project }, note);

    public static async Task<Money> BalanceAsync(Work work, Guid account) =>
        new(await work.ScalarAsync<long>("select Balance from LedgerAccount where Id = @account", new { account }));

    /// <summary>Null when the account has this amount free on the day and keeps it on every later day, so that no table as at a day shows
    /// less than nothing.</summary>
    /// <param name="released">What comes back to the account from a day on, such as a commitment that is spent.</param>
    public static Task<Refusal?> WhyTooMuchAsync(
        Work work,
        Account account,
        Money amount,
        DateOnly on,
        string field,
        (Money Amount, DateOnly From) released = default
    ) => WhyTooMuchAsync(work, account, [(amount, on)], field, released);

    /// <inheritdoc cref="WhyTooMuchAsync(Work, Account, Money, DateOnly, string, ValueTuple{Money, DateOnly})"/>
    /// <param name="parts">Amounts that go out together, each with its day.</param>
    public static async Task<Refusal?> WhyTooMuchAsync(
        Work work,
        Account account,
        IReadOnlyList<(Money Amount, DateOnly On)> parts,
        string field,
        (Money Amount, DateOnly From) released = default
    )
    {
        var first = parts.Min(part => part.On);
        var balances = (await work.QueryAsync<DayBalance>(DaysSql, new { account.Id, on = first })).ToList();
        var moves = parts.GroupBy(part => part.On).ToDictionary(day => day.Key, day => -day.Sum(part => part.Amount));
        if (released.Amount != Money.Zero)
            moves[released.From] = moves.GetValueOrDefault(released.From) + released.Amount;
        var (at, balance, moved, least) = (0, Money.Zero, Money.Zero, (Day: first, Left: new Money(long.MaxValue)));
        foreach (var day in balances.Select(one => one.Day).Union(moves.Keys).Order())
        {
            while (at < balances.Count && balances[at].Day <= day)
                balance = balances[at++].Balance;
            moved += moves.GetValueOrDefault(day);
            if (balance + moved < least.Left)
                least = (day, balance + moved);
        }
        if (least.Left >= Money.Zero)
            return null;
        var amount = parts.Sum(part => part.Amount);
        var promised =
            account.Kind == AccountKind.Area
                ? new Money(
                    await work.ScalarAsync<long>(
                        "select coalesce(sum(Balance), 0) from LedgerAccount where BudgetYear = @BudgetYear and AreaId = @AreaId and Kind in ('Earmarked', 'Committed')",
                        account
                    )
                )
                : Money.Zero;
        return balance + moved < Money.Zero
            ? LedgerRules.WhyTooMuch(NameOf(account), amount, balance + released.Amount, field, promised - released.Amount)
            : LedgerRules.WhyTooEarly(NameOf(account), -least.Left, least.Day, field);
    }

    private static string NameOf(Account account) =>
        account.Kind switch
        {
            AccountKind.Central => "The central pot",
            AccountKind.Pooled => "The pooled underspend",
            _ => account.Name,
        };

    // The balance at the end of the day, and of each later day on which something moved.
    private const string DaysSql = """
        with Days as (
            select   StartsOn, sum(Amount) as Amount
            from     LedgerTotal
            where    AccountId = @Id and Period = 'Day'
            group by StartsOn
        ),
        Balances as (
            select @on as StartsOn, coalesce(sum(Amount), 0) as Balance
            from   Days
            where  StartsOn <= @on
            union all
            select StartsOn, Balance
            from   (select StartsOn, sum(Amount) over (order by StartsOn rows unbounded preceding) as Balance from Days) x
            where  StartsOn > @on
        )
        select   StartsOn as Day, Balance
        from     Balances
        order by StartsOn
        """;
    private const string InsertEntrySql = """
        insert into LedgerEntry (TransactionId, AccountId, Amount, Kind, EffectiveOn, Place, BalanceAfter)
        select @id, Id, @Amount, @Kind, @On, Entries, Balance
        from   LedgerAccount
        where  Id = @AccountId
        """;
    private const string AddToTotalSql = """
        update LedgerTotal
        set    Amount = Amount + @amount
        where  AccountId = @account and Period = @period and StartsOn = @startsOn and Kind = @kind
        """;
    private const string ProjectSumsSql = """
        update CspProject
        set    Spent = Spent + (select coalesce(sum(e.Amount), 0) from LedgerEntry e join LedgerAccount a on a.Id = e.AccountId where e.TransactionId = @id and a.Kind in ('Spent', 'Evidenced')),
               Committed = Committed + (select coalesce(sum(e.Amount), 0) from LedgerEntry e join LedgerAccount a on a.Id = e.AccountId where e.TransactionId = @id and a.Kind = 'Committed')
        where  Id = @project
        """;
    private const string EarmarkSumSql = """
        update LedgerEarmark
        set    Remaining = Remaining + (select coalesce(sum(e.Amount), 0) from LedgerEntry e join LedgerAccount a on a.Id = e.AccountId where e.TransactionId = @id and a.Kind = 'Earmarked')
        where  Id = @earmark
        """;
    public const string AccountSql = "select Id, BudgetYear, Kind, AreaId, Name from LedgerAccount";
    private const string InsertTransactionSql = """
        insert into LedgerTransaction (Id, BudgetYear, Number, Kind, EffectiveOn, PostedAt, PostedBy, Reason, Invoice, Vat, Authority, ProjectId, EvidenceFileId, ImportId, ReversesId, EvidencesId, ReleaseId, EarmarkId, RequestId)
        values (@id, @budgetYear, @number, @Kind, @On, @Now, @By, @Reason, @Invoice, @Vat, @Authority, @Project, @Evidence, @Import, @Reverses, @Evidences, @Release, @Earmark, @Request)
        """;

    private sealed record DayBalance
    {
        public required DateOnly Day { get; init; }
        public required Money Balance { get; init; }
    }

    public sealed record Year
    {
        public required string BudgetYear { get; init; }
        public DateTime? LockedAt { get; init; }
        public required int LastNumber { get; init; }
    }
}
