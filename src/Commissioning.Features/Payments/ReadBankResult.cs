using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Payments;
using Commissioning.Features.Applications;
using Commissioning.Features.Awards;
using Commissioning.Features.Messages;
using Commissioning.Features.Monitoring;
using Commissioning.Platform.Data;
using Commissioning.Platform.Spreadsheets;

namespace Commissioning.Features.Payments;

/// <summary>Records the bank's answers to a payment run, payment by payment. A file with one wrong line changes nothing; nor does the same
/// file again.</summary>
public sealed class ReadBankResult(Db db, Office office)
{
    public static readonly IReadOnlyList<string> Columns = ["reference", "amount", "result", "date", "note"];

    /// <summary>How many payments it changed, or every line that is wrong.</summary>
    public async Task<Result<int>> RunAsync(Actor actor, Guid run, string file)
    {
        var (header, answers, unread) = Read(file, nameof(file));
        if (unread is not null)
            return unread;
        // A file without news changes nothing, so it leaves no audit entry.
        var (news, unfit) = await db.ReadAsync(work => CompareAsync(work, run, header, answers));
        if (unfit.Count > 0)
            return Wrong(unfit);
        if (news.Count == 0)
            return Result.Made(0);
        return await db.ChangeAsync<int>(
            actor,
            AuditAction.PaymentResultRead,
            run,
            async work =>
            {
                var (changes, wrong) = await CompareAsync(work, run, header, answers);
                if (wrong.Count > 0)
                    return Wrong(wrong);
                if (await ApplyAllAsync(work, office, actor, changes) is { } closed)
                    return closed;
                await work.ExecuteOneAsync(
                    "update PaymentRun set ResultBy = @By, ResultAt = @Now, Version = Version + 1 where Id = @run",
                    new
                    {
                        run,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note(
                    $"{header.PaymentRun}: {string.Join(", ", changes.Select(change => $"{change.Payment.BankReference} {change.To.ToString().ToLowerInvariant()} on {LondonTime.Date(change.Day)}"))}"
                );
                return Result.Made(changes.Count);
            }
        );

        List<Refusal> Wrong(IReadOnlyList<Refusal> lines) => lines.Select(line => line with { Field = nameof(file) }).ToList();
    }

    private static async Task<(IReadOnlyList<PaymentResult> Changes, IReadOnlyList<Refusal> Wrong)> CompareAsync(
        Work work,
        Guid run,
        (string PaymentRun, string Total) header,
        IReadOnlyList<BankAnswer> answers
    )
    {
        var found = await PaymentRunQueries.FindAsync(work, run);
        if (found.SentAt is null)
            return ([], [new("The file of this payment run has not been downloaded yet, so the bank cannot have answered")]);
        var payments = await work.QueryAsync<PaymentInRun>(
            "select Id, BankReference, Amount, Status, PaidOn, Version from Payment where RunId = @run order by BankReference, Id",
            new { run }
        );
        return PaymentRunRules.Read(
            found.Number,
            found.Total,
            header.PaymentRun,
            header.Total,
            answers,
            payments,
            LondonTime.DateOf(found.MadeAt),
            LondonTime.DateOf(work.Now)
        );
    }

    /// <summary>What the bank said of payments, in this order, with all that follows for the payees, the awards and the figures.</summary>
    internal static async Task<Refusal?> ApplyAllAsync(Work work, Office office, Actor actor, IReadOnlyList<PaymentResult> changes)
    {
        var awards = new HashSet<Guid>();
        var paid = new List<(AwardPayments.Payment Payment, DateOnly Day)>();
        foreach (var change in changes)
        {
            // Read anew: a file can say that a payment went out and that it came back.
            var payment = await AwardPayments.OneAsync(work, change.Payment.Id);
            await ApplyAsync(work, office, change, payment);
            if (payment.AwardId is not { } award)
            {
                if (change.To == PaymentStatus.Returned && payment.Status == PaymentStatus.Paid)
                    await ShrinkAreaInvoiceAsync(work, payment);
                continue;
            }
            // What came back in the same file was never there to be told of.
            if (
                change.To == PaymentStatus.Paid
                && !changes.Any(other => other.Payment.Id == change.Payment.Id && other.To != PaymentStatus.Paid)
            )
                paid.Add((payment, change.Day));
            if (
                change.To == PaymentStatus.Returned
                && payment.Status == PaymentStatus.Paid
                && await EndAward.PaymentReturnedAsync(work, actor, award, payment.Amount) is { } closed
            )
                return closed;
            awards.Add(award);
        }
        // One advice for all that one organisation was paid in one payment run.
        foreach (var payee in paid.GroupBy(one => (one.Payment.RunId!.Value, one.Payment.OrganisationId)))
            await RemittanceAdvice.TellAsync(work, office, payee.Key.Item1, payee.ToList());
        foreach (var award in awards)
        {
            await AwardTotals.RefreshAsync(work, award);
            await KeepUseCertificate.CheckAsync(work, office, await AwardReader.FindAsync(work, award));
        }
        return null;
    }

    /// <summary>An area is asked for no more than it holds after a payment came back.</summary>
    private static async Task ShrinkAreaInvoiceAsync(Work work, AwardPayments.Payment payment)
    {
        var money = await AreaPayments.MoneyAsync(work, FinancialYear.Parse(payment.BudgetYear)!.Value, payment.AreaId!.Value);
        await work.ExecuteAsync(
            "update RecoveryInvoice set Amount = Received + WrittenOff + @Held, Version = Version + 1 where AreaId = @AreaId and BudgetYear = @BudgetYear and Amount > Received + WrittenOff + @Held",
            new
            {
                Held = money.HeldForNext,
                payment.AreaId,
                payment.BudgetYear,
            }
        );
    }

    private static async Task ApplyAsync(Work work, Office office, PaymentResult change, AwardPayments.Payment payment)
    {
        await work.ExecuteOneAsync(
            "update Payment set Status = @To, PaidOn = @PaidOn, ReturnedOn = @ReturnedOn, ResultNote = @Note, Version = Version + 1 where Id = @Id and Version = @Version",
            new
            {
                payment.Id,
                payment.Version,
                change.To,
                PaidOn = change.To == PaymentStatus.Paid ? change.Day : payment.PaidOn,
                ReturnedOn = change.To == PaymentStatus.Returned ? change.Day : (DateOnly?)null,
                Note = change.To == PaymentStatus.Paid
                    ? change.Note
                    : $"{change.To} on {LondonTime.Date(change.Day)}. {change.Note}".Trim(),
            }
        );
        var isPaid = change.To == PaymentStatus.Paid;
        if (isPaid && payment.ApplicationId is not null)
            return;
        var values = new Dictionary<string, string>
        {
            ["amount"] = payment.Amount.ToString(),
            ["date"] = LondonTime.Date(change.Day),
            ["account"] =
                payment.LastFour is not { } digits ? ""
                : isPaid ? $"the account that ends in {digits[^2..]}"
                : $"It was to go into the account that ends in {digits[^2..]}.",
            ["bank-reference"] = payment.BankReference ?? "",
            ["for"] = payment.Reason,
            ["phone"] = office.ContactPhone,
        };
        if (payment.ApplicationId is { } application)
            await Recipients.TellAsync(
                work,
                office,
                MessageKind.PaymentFailed,
                application,
                values,
                Links.Organisations.MyBank(payment.OrganisationId)
            );
        else
            await AreaRemittance.TellAsync(work, office, isPaid, payment, values);
        if (isPaid)
            return;
        if (payment.BankDetailsId is { } account)
            await AccountRecheck.StartAsync(
                work,
                account,
                $"The bank {(change.To == PaymentStatus.Failed ? "could not pay" : "sent back")} {payment.Amount} ({payment.BankReference}) to the account ending {payment.LastFour} on {LondonTime.Date(change.Day)}{(change.Note is { } note ? $": {note.TrimEnd('.')}" : "")}"
            );
        var officer = await work.FindAsync<Officer>(
            "select DisplayName as Name, Email from Person where Id = @RequestedBy",
            new { payment.RequestedBy }
        );
        await Message.SendAsync(
            work,
            office,
            MessageKind.PaymentFailedOffice,
            null,
            new(officer.Name, officer.Email),
            payment.ApplicationId ?? payment.OrganisationId,
            new Dictionary<string, string>
            {
                ["reference"] = payment.Reference,
                ["organisation"] = payment.Organisation,
                ["project"] = payment.ProjectName,
                ["amount"] = payment.Amount.ToString(),
                ["what"] = change.To == PaymentStatus.Failed ? "could not pay" : "sent back",
                ["date"] = LondonTime.Date(change.Day),
                ["bank-reference"] = payment.BankReference ?? "",
                ["note"] = change.Note ?? "",
            },
            payment.Page
        );
    }

    /// <summary>The same file as items, for the page that takes any of the bank's files; or every line that is wrong.</summary>
    internal static async Task<(IReadOnlyList<AnswerItem> Items, IReadOnlyList<Refusal> Wrong)> ItemsAsync(
        Work work,
        string text,
        string field
    )
    {
        var (header, answers, unread) = Read(text, field);
        if (unread is not null)
            return ([], [unread]);
        if (
            await work.FindOrDefaultAsync<Guid?>("select Id from PaymentRun where Number = @PaymentRun", new { header.PaymentRun })
            is not { } run
        )
            return ([], [new($"Line 1: there is no payment run \"{header.PaymentRun}\"", field)]);
        var (_, wrong) = await CompareAsync(work, run, header, answers);
        return wrong.Count > 0
            ? ([], wrong.Select(line => line with { Field = field }).ToList())
            : (
                answers
                    .Select(
                        (answer, i) =>
                            new AnswerItem
                            {
                                Position = i + 1,
                                Kind = Enum.Parse<AnswerItemKind>(answer.Result, ignoreCase: true),
                                Reference = answer.Reference,
                                Amount = Money.Parse(answer.Amount),
                                Day = PaymentRunRules.Day(answer.Day)!.Value,
                                Reason = answer.Note.Length == 0 ? null : answer.Note,
                            }
                    )
                    .ToList(),
                []
            );
    }

    private sealed record Officer
    {
        public required string Name { get; init; }
        public required string Email { get; init; }
    }

    private static ((string PaymentRun, string Total) Header, IReadOnlyList<BankAnswer> Answers, Refusal? Unread) Read(
        string text,
        string field
    )
    {
        var (rows, wrong) = CsvRows.Read(text, headerLine: 2, Columns, field);
        if (wrong is not null)
            return (default, [], wrong);
        var first = text.ReplaceLineEndings("\n").Split('\n')[0].Split(',', StringSplitOptions.TrimEntries);
        if (
            first is not [var word, var run, var total, ..]
            || !word.Trim('\uFEFF').Equals("payment run", StringComparison.OrdinalIgnoreCase)
        )
            return (
                default,
                [],
                new(
                    "The first line must be: payment run, the payment run's number, its control total. For example: payment run,P-2026-001,12500.00",
                    field
                )
            );
        return (
            (run, total),
            rows.Select(row => new BankAnswer(row.Line, row["reference"], row["amount"], row["result"], row["date"], row["note"])).ToList(),
            null
        );
    }
}
