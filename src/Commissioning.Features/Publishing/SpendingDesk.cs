using Commissioning.Domain;
using Commissioning.Domain.Publishing;
using Commissioning.Platform.Data;
using Commissioning.Platform.Spreadsheets;

namespace Commissioning.Features.Publishing;

/// <summary>For staff: the payments of each month that finance's extract has, what is missing, and what is released.</summary>
public sealed class SpendingDesk(Db db, Office office)
{
    private const ReleaseKind Kind = ReleaseKind.Spending;

    /// <summary>The extract of a month that counts.</summary>
    public sealed record Load
    {
        public required Guid Id { get; init; }

        /// <summary>The first day of the month.</summary>
        public required DateOnly Month { get; init; }
        public required string FileName { get; init; }

        /// <summary>Rows of up to £500, which the file does not have.</summary>
        public required int Small { get; init; }

        /// <summary>Rows that are payments of grants.</summary>
        public required int Grants { get; init; }

        /// <summary>The rows that could not be read, each on its line. Null: none.</summary>
        public string? Problems { get; init; }
        public required string LoadedBy { get; init; }
        public required DateTime LoadedAt { get; init; }
    }

    public sealed record Payment
    {
        public required Guid Id { get; init; }

        /// <summary>The first day of the month.</summary>
        public required DateOnly Month { get; init; }
        public required string Reference { get; init; }
        public required int RowNumber { get; init; }
        public required DateOnly PaidOn { get; init; }
        public required string Recipient { get; init; }
        public required Money Amount { get; init; }

        /// <summary>Empty: not said yet.</summary>
        public required string Purpose { get; init; }

        /// <inheritdoc cref="Purpose"/>
        public required string ValueReason { get; init; }

        /// <summary>Null: the recipient is named.</summary>
        public WithheldGround? Ground { get; init; }

        /// <summary>For the office alone.</summary>
        public string? Why { get; init; }
        public required int Version { get; init; }
        public IReadOnlyList<string> Missing =>
            SpendingRules.Missing(Purpose, ValueReason) is var missing
            && Ground is not null
            && SpendingRules.Told(Recipient, $"{Purpose} {ValueReason}") is { } told
                ? [.. missing, $"\"{told}\" gives the withheld name away"]
                : missing;
    }

    /// <param name="Changed">The released file no longer is what it would be now.</param>
    public sealed record Month(
        Load Load,
        int Payments,
        Money Amount,
        int Incomplete,
        ReleaseVersion? Released,
        ReleaseVersion? Prepared,
        bool Changed
    );

    /// <summary>A month that needs a file and has no extract yet.</summary>
    public sealed record Awaited(DateOnly Month, DateOnly DueOn);

    /// <param name="Differences">From the released file to now.</param>
    /// <param name="Versions">The newest first.</param>
    /// <param name="TwoPeopleFrom">Above it another person releases.</param>
    public sealed record MonthPage(
        Load Load,
        IReadOnlyList<Payment> Payments,
        IReadOnlyList<ReleaseLine> Lines,
        IReadOnlyList<ReleaseDifference> Differences,
        IReadOnlyList<ReleaseVersion> Versions,
        bool PreparedIsCurrent,
        Money TwoPeopleFrom
    )
    {
        public ReleaseVersion? Released => Versions.FirstOrDefault(version => version.ReleasedAt is not null);
        public ReleaseVersion? Prepared => Versions.FirstOrDefault(version => version.ReleasedAt is null);
    }

    /// <summary>The months with an extract, the newest first.</summary>
    public Task<IReadOnlyList<Month>> MonthsAsync() =>
        db.ReadAsync<IReadOnlyList<Month>>(async work =>
        {
            var months = new List<Month>();
            foreach (var load in await work.QueryAsync<Load>(LoadSql + " order by l.Month desc"))
            {
                var payments = await PaymentsAsync(work, load.Month);
                var versions = await Releases.VersionsAsync(work, Kind, load.Month);
                var released = versions.FirstOrDefault(version => version.ReleasedAt is not null);
                months.Add(
                    new(
                        load,
                        payments.Count,
                        payments.Sum(payment => payment.Amount),
                        payments.Count(payment => payment.Missing.Count > 0),
                        released,
                        versions.FirstOrDefault(version => version.ReleasedAt is null),
                        released is not null && released.Sha256 != Releases.Sha256(Write(Lines(payments)))
                    )
                );
            }
            return months;
        });

    /// <summary>Months without an extract since the first that had one, the oldest first.</summary>
    public Task<IReadOnlyList<Awaited>> AwaitedAsync() =>
        db.QueryAsync<Awaited>(
            "select x.Month, x.DueOn from ReleaseMonth x where x.Kind = 'Spending' and not exists (select 1 from SpendingLoad l where l.Month = x.Month) order by x.Month"
        );

    public Task<MonthPage> GetMonthAsync(DateOnly month) =>
        db.ReadAsync(async work =>
        {
            var load = await work.FindAsync<Load>(LoadSql + " where l.Month = @month", new { month });
            var payments = await PaymentsAsync(work, month);
            var lines = Lines(payments);
            var versions = await Releases.VersionsAsync(work, Kind, month);
            var released = versions.FirstOrDefault(version => version.ReleasedAt is not null);
            return new MonthPage(
                load,
                payments,
                lines,
                released is null ? [] : ReleaseRules.Differences(await Releases.LinesAsync(work, released.Id), lines, ColumnNames),
                versions,
                versions.FirstOrDefault(version => version.ReleasedAt is null)?.Sha256 == Releases.Sha256(Write(lines)),
                Money.FromPounds(office.ReleaseTwoPeopleFrom)
            );
        });

    public Task<Payment> GetPaymentAsync(Guid id) => db.FindAsync<Payment>(PaymentSql + " where p.Id = @id", new { id });

    internal static Task<IReadOnlyList<Payment>> PaymentsAsync(Work work, DateOnly month) =>
        work.QueryAsync<Payment>(PaymentSql + " where l.Month = @month and p.LeftOut = 0 order by p.RowNumber", new { month });

    /// <summary>The rows of the file. A payment whose purpose or reason is not said is not in it.</summary>
    internal static IReadOnlyList<ReleaseLine> Lines(IEnumerable<Payment> payments) =>
        payments
            .Where(payment => payment.Missing.Count == 0)
            .OrderBy(payment => payment.Reference, StringComparer.Ordinal)
            .Select(LineOf)
            .ToList();

    internal static ReleaseLine LineOf(Payment payment) =>
        new(
            payment.Id,
            payment.Reference,
            payment.Amount,
            new([
                payment.Reference,
                payment.PaidOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                payment.Ground is null ? payment.Recipient : PublicationRules.NameWithheld(payment.Ground),
                payment.Purpose,
                payment.ValueReason,
                payment.Amount.ToInput(),
                payment.Ground is null ? "" : PublicationRules.GroundInWords(payment.Ground),
            ])
        );

    /// <summary>The file as it is served.</summary>
    internal static byte[] Write(IEnumerable<ReleaseLine> lines) =>
        CsvText.Write([ColumnNames, .. lines.Select(line => line.Cells.Values)]);

    private static readonly IReadOnlyList<string> ColumnNames = SpendingRules.Columns.Select(column => column.Name).ToList();

    private const string LoadSql = """
        select    l.Id, l.Month, l.FileName, l.Small, l.Grants, l.Problems, coalesce(p.DisplayName, 'Erased person') as LoadedBy, l.LoadedAt
        from      SpendingLoad l
        left join Person p on p.Id = l.LoadedBy
        """;
    internal const string PaymentSql = """
        select p.Id, l.Month, p.Reference, p.RowNumber, p.PaidOn, p.Recipient, p.Amount, p.Purpose, p.ValueReason, p.Ground, p.Why, p.Version
        from   SpendingPayment p
        join   SpendingLoad l on l.Id = p.LoadId
        """;
}
