using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Features.Casework;
using Commissioning.Features.Demonstration;
using Commissioning.Platform.Files;
using Commissioning.Platform.Lists;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Casework;

/// <summary>The board of returns of the demonstration, worked out a second time from its rows.</summary>
public sealed class ReturnListTests : IDisposable
{
    private readonly TestDatabase database = new();

    private sealed record Raw
    {
        public required Guid Id { get; init; }
        public required string Status { get; init; }
        public required DateOnly DueOn { get; init; }
        public DateOnly? FirstDueOn { get; init; }
        public DateOnly? PutRightBy { get; init; }
        public DateTime? FirstSentAt { get; init; }
        public Money? Spent { get; init; }
        public required bool IsLatest { get; init; }
        public required Guid AwardId { get; init; }
        public required Money Granted { get; init; }
    }

    [Fact]
    public async Task The_board_of_returns_counts_and_adds_up_what_its_rows_say()
    {
        await new LoadDemonstration(
            database.Db,
            database.Clock,
            new Office { BaseUrl = "http://localhost" },
            new FileStoreOptions { Root = Path.Combine(database.Folder, "files") },
            database.Encryption
        ).RunOnceAsync();
        var rows = await database.Db.QueryAsync<Raw>(RawSql);
        // One is sent back and late again, and one was moved by an officer and is not late any more.
        var (back, moved) = (rows.First(row => row.Status == "Accepted"), rows.Last(row => row.Status == "Due"));
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                """
                update MonitoringReturn set Status = 'Due', PutRightBy = '2026-02-28', IsLatest = 0 where Id = @Back;
                update MonitoringReturn set FirstDueOn = DueOn, DueOn = '2028-02-29' where Id = @Moved;
                update MonitoringReturn set PutRightBy = '2026-12-01' where Id = @Again;
                """,
                new
                {
                    Back = back.Id,
                    Moved = moved.Id,
                    Again = rows.Last(row => row.Status == "Accepted").Id,
                }
            )
        );
        rows = await database.Db.QueryAsync<Raw>(RawSql);
        var today = new DateOnly(2026, 11, 30);
        int? Late(Raw row) =>
            row.Status is "Due" or "Prepared" && (row.PutRightBy ?? row.DueOn) < today
                ? WorkingDays.Between(row.PutRightBy ?? row.DueOn, today)
            : row.FirstSentAt is { } at && DateOnly.FromDateTime(at) > (row.FirstDueOn ?? row.DueOn)
                ? WorkingDays.Between(row.FirstDueOn ?? row.DueOn, DateOnly.FromDateTime(at))
            : null;
        var list = ReturnList.Of(today);
        var page = await AskAsync(list, ("columns", "state,due,late,flags"));
        Assert.Equal(rows.Count, page.Count);
        Assert.Equal(
            rows.ToDictionary(row => row.Id, row => Late(row)),
            page.Rows.ToDictionary(row => row.Id, row => (int?)row.Cells[2].Number)
        );
        var open = rows.Where(row => row.Status is "Due" or "Prepared").ToList();
        var late = open.Count(row => (row.PutRightBy ?? row.DueOn) < today);
        string[] expected =
        [
            $"{rows.Count(row => row.Status == "Submitted")}",
            $"{late}",
            $"{open.Count(row => row.PutRightBy >= today)}",
            $"{rows.Count - open.Count}",
            $"{rows.Count(row => row.Status == "Accepted")}",
            rows.Where(row => row.IsLatest).Sum(row => row.Spent ?? Money.Zero).ToShortString(),
            $"{rows.DistinctBy(row => row.AwardId).Count()}",
            rows.DistinctBy(row => row.AwardId).Sum(row => row.Granted).ToShortString(),
        ];
        Assert.Equal(expected, page.Totals.Select(total => total.Text));
        Assert.True(late > 1);
        // What came is due on its day, also where a correction had another.
        Assert.Equal(
            rows.ToDictionary(row => row.Id, row => LondonTime.Date(open.Contains(row) ? row.PutRightBy ?? row.DueOn : row.DueOn)),
            page.Rows.ToDictionary(row => row.Id, row => row.Cells[1].Text)
        );

        // What a total counts is what its link shows, and it is added up over what is shown.
        var overdue = await AskAsync(list, ("state", "Overdue"));
        Assert.Equal((late, $"{late}"), (overdue.Count, overdue.Totals[1].Text));
        Assert.Equal(["0", "0"], new[] { overdue.Totals[0], overdue.Totals[4] }.Select(total => total.Text));
        Assert.NotEqual("£0", overdue.Totals[7].Text);
        Assert.Equal(rows.Count(row => Late(row) >= 200), (await AskAsync(list, ("late-from", "200"))).Count);
        Assert.Equal(["State: this list knows no \"abc\""], (await AskAsync(list, ("state", "abc"))).Request.Notes);
        Assert.Empty((await AskAsync(list, ("rating", ""), ("state", "Due"))).Request.Notes);
    }

    private Task<ListPage> AskAsync(ListDefinition list, params (string Key, string Value)[] address) =>
        database.Db.ReadAsync(work =>
            ListReader.ReadAsync(work, list, ListRequest.Parse(list, address.ToLookup(part => part.Key, part => part.Value)))
        );

    private const string RawSql =
        "select m.Id, m.Status, m.DueOn, m.FirstDueOn, m.PutRightBy, m.FirstSentAt, m.Spent, m.IsLatest, m.AwardId, coalesce(c.Awarded, w.Amount - w.GivenBack) as Granted from MonitoringReturn m join Award w on w.Id = m.AwardId left join CloseOut c on c.AwardId = w.Id order by m.DueOn, m.Id";

    public void Dispose() => database.Dispose();
}
