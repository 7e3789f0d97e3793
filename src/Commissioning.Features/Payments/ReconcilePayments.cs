using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;
using Commissioning.Platform.Spreadsheets;
using CsvHelper;
using CsvHelper.Configuration;

namespace Commissioning.Features.Payments;

/// <summary>Compares what went out and came back here in a period with the finance system's lines. Nothing changes; the comparison is
/// audited.</summary>
public sealed class ReconcilePayments(Db db)
{
    private static readonly string[] Columns = ["reference", "date", "amount"];

    /// <summary>May be missing: then the sign says which way the money went.</summary>
    private const string Direction = "direction";

    public sealed record PaymentReconciliation(IReadOnlyList<MatchedLine> Lines, Money Here, Money There)
    {
        public Money Difference => There - Here;
        public bool Agrees => Lines.All(line => line.State == MatchState.Agrees);
        public IEnumerable<(MatchState State, int Lines)> Counts =>
            Enum.GetValues<MatchState>().Select(state => (state, Lines.Count(line => line.State == state)));

        /// <summary>The columns of the page and the CSV.</summary>
        public static readonly IReadOnlyList<string> Headings =
        [
            "Reference",
            "Movement",
            "Result",
            "Date here",
            "Amount here",
            "Date there",
            "Amount there",
        ];

        public static IReadOnlyList<string> Cells(MatchedLine line) =>
            [
                line.Reference,
                line.Movement,
                line.InWords,
                Day(line.Here),
                line.Here?.Amount.ToString() ?? "",
                Day(line.There),
                line.There?.Amount.ToString() ?? "",
            ];

        public IReadOnlyList<string> Totals =>
            ["Total", "Out less back", $"Differs by {Difference}", "", Here.ToString(), "", There.ToString()];

        public string Csv() => CsvText.Text(Lines.Select(Cells).Prepend(Headings).Append(Totals));

        private static string Day(LedgerLine? line) => line is null ? "" : LondonTime.Date(line.Day);
    }

    public async Task<(PaymentReconciliation? PaymentReconciliation, IReadOnlyList<Refusal> Wrong)> CompareAsync(
        Actor actor,
        DateOnly from,
        DateOnly to,
        string text
    )
    {
        var (result, wrong) = await ReadAsync(from, to, text);
        if (result is null)
            return (null, wrong);
        await db.RecordAsync(
            actor,
            AuditAction.PaymentsReconciled,
            Guid.CreateVersion7(),
            $"{LondonTime.Date(from)} to {LondonTime.Date(to)}: {result.Here} here, {result.There} in the finance system (out less back); {string.Join(", ", result.Counts.Select(count => $"{count.State} {count.Lines}"))}"
        );
        return (result, []);
    }

    /// <summary>Repeats an audited comparison for its CSV.</summary>
    public async Task<(PaymentReconciliation? PaymentReconciliation, IReadOnlyList<Refusal> Wrong)> ReadAsync(
        DateOnly from,
        DateOnly to,
        string text
    )
    {
        if (to < from)
            return (null, [new("The last day is before the first", nameof(to))]);
        var (rows, unread) = CsvRows.Read(text, headerLine: 1, Columns, nameof(text), optional: Direction);
        if (unread is not null)
            return (null, [unread]);
        var (there, wrong) = (new List<LedgerLine>(), new List<Refusal>());
        foreach (var row in rows)
        {
            if (row["reference"].Length == 0)
                wrong.Add(new($"Line {row.Line}: there is no reference", nameof(text)));
            else if (PaymentRunRules.Day(row["date"]) is not { } day)
                wrong.Add(new($"Line {row.Line}: \"{row["date"]}\" is not a date such as 2026-03-27 or 27/03/2026", nameof(text)));
            else if (SpreadsheetMoney.Parse(row["amount"]) is not { } amount)
                wrong.Add(
                    new(
                        Money.WhyNot(row["amount"], $"Line {row.Line}: \"{row["amount"]}\" is not an amount in pounds and pence"),
                        nameof(text)
                    )
                );
            else if (FinanceLedger.MovementOf(amount, row[Direction]) is not { } movement)
                wrong.Add(
                    new(
                        $"Line {row.Line}: \"{row[Direction]}\" is not debit (out) or credit (back), or the sign of the amount says the opposite",
                        nameof(text)
                    )
                );
            else
                there.Add(
                    new()
                    {
                        Reference = row["reference"],
                        Day = day,
                        Amount = movement,
                    }
                );
        }
        if (wrong.Count > 0)
            return (null, wrong);
        var here = await db.QueryAsync<LedgerLine>(MovementsSql, new { from, to });
        return (new(FinanceLedger.Compare(here, there), here.Sum(line => line.Amount), there.Sum(line => line.Amount)), []);
    }

    // Money that the bank sent back at once had left on the day of its payment run. Money that was paid back has the reference of its
    // receipt, and one receipt may settle several invoices; one that was recorded by mistake, and what took it off again, never moved.
    private const string MovementsSql = """
        select   m.Reference, m.Day, m.Amount
        from     (
                     select p.BankReference as Reference, coalesce(p.PaidOn, h.PayOn) as Day, p.Amount, 0 as IsBack
                     from   Payment p
                     join   PaymentRun h on h.Id = p.RunId
                     where  p.Status in ('Paid', 'Returned')
                     union all
                     select p.BankReference, p.ReturnedOn, -p.Amount, 1
                     from   Payment p
                     where  p.Status = 'Returned' and p.ReturnedOn is not null
                     union all
                     select r.Reference, r.ReceivedOn, -sum(r.Amount + r.Rest), 1
                     from   RecoveryReceipt r
                     where  r.ReversesId is null and not exists (select 1 from RecoveryReceipt v where v.ReversesId = r.Id)
                     group by r.Reference, r.ReceivedOn, r.RecordedAt
                     union all
                     select p.Reference, p.ReceivedOn, -p.Amount, 1
                     from   AreaRepayment p
                     where  not exists (select 1 from RecoveryReceipt r join RecoveryInvoice v on v.Id = r.InvoiceId
                                        where v.AreaId = p.AreaId and r.Reference = p.Reference and r.RecordedAt = p.RecordedAt)
                 ) m
        where    m.Day between @from and @to
        order by m.Reference, m.IsBack
        """;
}
