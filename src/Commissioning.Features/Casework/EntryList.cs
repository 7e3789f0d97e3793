using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Lists;

namespace Commissioning.Features.Casework;

/// <summary>Every entry of the CSP ledger in a financial year: what each movement of money did to each account.</summary>
public static class EntryList
{
    public static ListDefinition Of(FinancialYear year) =>
        new(
            "entries",
            $"CSP entries {year}",
            "t.Id",
            """
            from      LedgerTransaction t
            join      LedgerEntry e on e.TransactionId = t.Id
            join      LedgerAccount a on a.Id = e.AccountId
            left join CspArea c on c.Id = a.AreaId
            left join CspProject j on j.Id = t.ProjectId
            left join Person p on p.Id = t.PostedBy
            where     t.BudgetYear = @year
            """,
            "-number",
            [
                new("number", "Number", "t.Number") { Kind = ListColumnKind.Number, IsFiltered = true },
                new("date", "Date", "e.EffectiveOn") { Kind = ListColumnKind.Date, IsFiltered = true },
                new("kind", "What", "t.Kind")
                {
                    Kind = ListColumnKind.Choice,
                    IsFiltered = true,
                    Choices = Enum.GetNames<TransactionKind>(),
                    Words = kind => Enum.TryParse<TransactionKind>(kind, out var known) ? known.Name() : kind,
                },
                new("reason", "Why", "t.Reason") { IsSearched = true },
                new("area", "Area", "c.Name") { Kind = ListColumnKind.Choice, IsFiltered = true },
                new("account", "Account", "a.Name") { IsSearched = true },
                new("holds", "Kind of account", "a.Kind")
                {
                    Kind = ListColumnKind.Choice,
                    IsFiltered = true,
                    Choices = Enum.GetNames<AccountKind>(),
                    Words = ListWords.OfName,
                },
                new("amount", "Amount", "e.Amount") { Kind = ListColumnKind.Money, IsFiltered = true },
                new("project", "Project", "j.Name") { IsSearched = true, IsShown = false },
                new("authority", "Authority", "t.Authority") { IsSearched = true, IsShown = false },
                new("evidence", "Evidence", "case when t.EvidenceFileId is not null then 'File' end")
                {
                    IsSorted = false,
                    Link = Links.CspBudgets.Evidence,
                },
                new("by", "Posted by", "p.DisplayName") { Kind = ListColumnKind.Choice, IsFiltered = true },
                new("posted", "Posted", "t.PostedAt")
                {
                    Kind = ListColumnKind.Time,
                    IsFiltered = true,
                    IsShown = false,
                },
            ]
        )
        {
            Arguments = new { year = year.ToString() },
            KeySql = "concat(cast(t.Id as nvarchar(40)), cast(a.Id as nvarchar(40)))",
            Unit = ("entry", "entries"),
        };
}
