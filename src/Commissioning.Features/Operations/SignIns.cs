using Commissioning.Domain.Accounts;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Operations;

/// <summary>Sign-in events, newest first, by person, result and dates. A page costs the same at any length.</summary>
public sealed class SignIns(Db db)
{
    public const int PageSize = 50;
    public static readonly IReadOnlyList<int> DayChoices = [1, 7, 30, 90, 400];

    public sealed record Filter(string? Person, SignInKind? Kind, int Days);

    public sealed record SignInRow
    {
        public required DateTime At { get; init; }
        public string? DisplayName { get; init; }
        public string? Email { get; init; }
        public string? AddressHash { get; init; }
        public required SignInKind Outcome { get; init; }
        public string? Detail { get; init; }
        public required string Device { get; init; }

        /// <summary>The start of an unknown address's hash: the same start on one day means the same address.</summary>
        public string Who => DisplayName ?? $"Unknown address {AddressHash?[..8]}";
    }

    public sealed record SignInPage(IReadOnlyList<SignInRow> Rows, int Count, int UnknownAddresses, int Page, int Pages);

    private sealed record Totals
    {
        public required int Events { get; init; }
        public required int Addresses { get; init; }
    }

    public Task<SignInPage> GetAsync(Filter filter, int page) =>
        db.ReadAsync(async work =>
        {
            var asked = new
            {
                Person = $"%{filter.Person?.Trim().ToLowerInvariant()}%",
                Anybody = string.IsNullOrWhiteSpace(filter.Person),
                Kind = filter.Kind?.ToString() ?? "",
                Since = work.Now.AddDays(-filter.Days),
            };
            var totals = await work.FindAsync<Totals>(
                "select count(*) as Events, count(distinct e.AddressHash) as Addresses" + FromSql,
                asked
            );
            var pages = Math.Max(1, (totals.Events + PageSize - 1) / PageSize);
            page = Math.Clamp(page, 1, pages);
            var rows = await work.QueryAsync<SignInRow>(
                RowsSql,
                new
                {
                    asked.Person,
                    asked.Anybody,
                    asked.Kind,
                    asked.Since,
                    First = (page - 1) * PageSize + 1,
                    Last = page * PageSize,
                }
            );
            return new SignInPage(rows, totals.Events, totals.Addresses, page, pages);
        });

    private const string FromSql = """

        from      SignInEvent e
        left join Person p on p.Id = e.PersonId
        where     e.At >= @Since and (@Kind = '' or e.Outcome = @Kind) and (@Anybody = 1 or lower(p.DisplayName) like @Person or p.Email like @Person)
        """;
    private const string RowsSql = $"""
        with Numbered as (
            select e.At, p.DisplayName, p.Email, e.AddressHash, e.Outcome, e.Detail, e.Device, row_number() over (order by e.At desc) as RowNumber
            {FromSql}
        )
        select   At, DisplayName, Email, AddressHash, Outcome, Detail, Device
        from     Numbered
        where    RowNumber between @First and @Last
        order by RowNumber
        """;
}
