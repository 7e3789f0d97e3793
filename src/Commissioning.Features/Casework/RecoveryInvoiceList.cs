using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Lists;

namespace Commissioning.Features.Casework;

/// <summary>All invoices for money that is to come back.</summary>
public static class RecoveryInvoiceList
{
    public static ListDefinition Of(DateOnly today, IReadOnlyList<int> reminders) =>
        new("recoveries", "Money to come back", "i.Id", FromSql, "due", Columns(today, reminders))
        {
            Arguments = new { today },
            Unit = ("invoice", "invoices"),
            Totals =
            [
                new("Asked for", "coalesce(sum(i.Amount), 0)") { Kind = ListColumnKind.Money },
                new("Received", "coalesce(sum(i.Received), 0)") { Kind = ListColumnKind.Money },
                new("Written off", "coalesce(sum(i.WrittenOff), 0)") { Kind = ListColumnKind.Money },
                new("Still owed", $"coalesce(sum({OwedSql}), 0)") { Kind = ListColumnKind.Money },
            ],
        };

    private const string OwedSql = "i.Amount - i.Received - i.WrittenOff";

    private static IReadOnlyList<ListColumn> Columns(DateOnly today, IReadOnlyList<int> reminders) =>
        [
            new("number", "Invoice", "i.Number") { IsSearched = true, Link = Links.Payments.Recovery },
            new("organisation", "Organisation", "o.Name") { IsSearched = true },
            new("for", "Award or area", "coalesce(a.Reference, concat(c.Name, ' ', i.BudgetYear))") { IsSearched = true },
            new("kind", "Why", "i.Kind")
            {
                Kind = ListColumnKind.Choice,
                IsFiltered = true,
                Choices = Enum.GetNames<RecoveryKind>(),
                Words = name => Enum.TryParse<RecoveryKind>(name, out var kind) ? RecoveryInvoiceRules.Name(kind) : name,
            },
            new("amount", "Amount", "i.Amount") { Kind = ListColumnKind.Money, IsFiltered = true },
            new("received", "Received", "i.Received") { Kind = ListColumnKind.Money },
            new("off", "Written off", "i.WrittenOff") { Kind = ListColumnKind.Money, IsShown = false },
            new("owed", "Still owed", OwedSql) { Kind = ListColumnKind.Money, IsFiltered = true },
            new("due", "Due", "i.DueOn") { Kind = ListColumnKind.Date, IsFiltered = true },
            new("late", "Days late", "case when i.Amount > i.Received + i.WrittenOff and i.DueOn < @today then i.DueOn end")
            {
                Words = day =>
                    day.Length == 0
                        ? ""
                        : RecoveryInvoiceRules
                            .DaysLate(DateOnly.FromDateTime(DateTime.Parse(day, CultureInfo.InvariantCulture)), today)
                            .ToString(CultureInfo.InvariantCulture),
            },
            new("state", "State", StateSql)
            {
                Kind = ListColumnKind.Choice,
                IsFiltered = true,
                Choices = Enum.GetNames<RecoveryState>(),
                Words = name => Enum.TryParse<RecoveryState>(name, out var state) ? RecoveryInvoiceRules.Name(state) : name,
                Colour = ListWords.Colour,
            },
            new("writeoff", "Write-off", "(select max(f.State) from RecoveryWriteOff f where f.InvoiceId = i.Id and f.State = 'Proposed')")
            {
                Kind = ListColumnKind.Choice,
                IsFiltered = true,
                IsShown = false,
                Choices = ["Proposed"],
            },
            new("next", "Next step", NextSql) { Words = value => NextStep(value, today, reminders), IsSorted = false },
        ];

    /// <summary>From the state, whether a write-off waits, the due day and the last day without reminders.</summary>
    private static string NextStep(string value, DateOnly today, IReadOnlyList<int> reminders)
    {
        if (value.Split('|') is not [var state, var waits, var due, var until] || !Enum.TryParse<RecoveryState>(state, out var known))
            return "";
        return RecoveryInvoiceRules.NextStep(
            known,
            waits == "1",
            Day(due) is { } day ? RecoveryInvoiceRules.NextReminder(day, reminders, today) : null,
            Day(until)
        );

        static DateOnly? Day(string text) =>
            text.Length > 0 ? DateOnly.FromDateTime(DateTime.Parse(text, CultureInfo.InvariantCulture)) : null;
    }

    private const string StateSql =
        "case when i.Amount = i.Received + i.WrittenOff and i.WrittenOff > 0 then 'WrittenOff' when i.Amount = i.Received and i.Received > 0 then 'Paid' when i.Amount = i.Received then 'NotOwed' when i.StoppedUntil >= @today then 'Stopped' when i.DueOn < @today then 'Late' else 'NotDue' end";

    private const string NextSql =
        "concat("
        + StateSql
        + ", '|', case when exists (select 1 from RecoveryWriteOff f where f.InvoiceId = i.Id and f.State = 'Proposed') then '1' else '0' end, '|', cast(i.DueOn as varchar(10)), '|', cast(i.StoppedUntil as varchar(10)))";

    private const string FromSql = """
        from      RecoveryInvoice i
        join      Organisation o on o.Id = i.OrganisationId
        left join Award w on w.Id = i.AwardId
        left join Application a on a.Id = w.ApplicationId
        left join CspArea c on c.Id = i.AreaId
        where     (i.Amount > 0 or i.Received > 0)
        """;
}
