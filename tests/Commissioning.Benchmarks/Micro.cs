using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Moderation;
using Commissioning.Domain.Scoring;

namespace Commissioning.Benchmarks;

/// <summary>The exact arithmetic compared with its floor: the same sums in binary floating point, which the portal may not use.</summary>
[MemoryDiagnoser, ShortRunJob]
public class Micro
{
    private readonly IReadOnlyList<Criterion> criteria =
    [
        .. new[] { 25, 20, 25, 15, 15 }.Select(
            (weight, i) =>
                new Criterion
                {
                    Id = Guid.CreateVersion7(),
                    Position = i,
                    Code = "c",
                    Name = "C",
                    Guidance = "",
                    Weight = weight,
                }
        ),
    ];
    private (Guid, int)[] scores = [];
    private RankedApplication[] applications = [];

    public static int Run(string[] args)
    {
        BenchmarkRunner.Run<Micro>(DefaultConfig.Instance, args);
        return 0;
    }

    [GlobalSetup]
    public void SetUp()
    {
        var random = new Random(1);
        scores = [.. Enumerable.Range(0, 5).SelectMany(_ => criteria.Select(criterion => (criterion.Id, random.Next(6))))];
        applications =
        [
            .. Enumerable
                .Range(1, 57)
                .Select(i => new RankedApplication
                {
                    ApplicationId = Guid.CreateVersion7(),
                    Number = i,
                    Percent = new Fraction(random.Next(3000, 9000), 100),
                    Amount = Money.FromPounds(random.Next(2000, 10000)),
                    FailedCheck = false,
                }),
        ];
    }

    [Benchmark(Baseline = true)]
    public double PercentInFloatingPoint() =>
        criteria.Sum(criterion => scores.Where(score => score.Item1 == criterion.Id).Average(score => score.Item2) * criterion.Weight / 5);

    [Benchmark]
    public Fraction? PercentExact() => ScoreArithmetic.Percent(criteria, ScoreArithmetic.Means(scores));

    [Benchmark]
    public int FitPot() => Ranking.Fit(applications, 65, Money.FromPounds(193_993.11m)).Applications.Count;

    [Benchmark]
    public string AuditHash() =>
        new AuditEntry
        {
            Sequence = 1,
            At = DateTime.UnixEpoch,
            ActorId = Guid.Empty,
            ActorName = "A",
            Action = "B",
            SubjectId = Guid.Empty,
            PreviousHash = AuditEntry.Origin,
            Hash = "",
        }.ComputeHash();
}
