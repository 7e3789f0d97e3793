using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Tests;

/// <summary>A round for testing rules; each test changes what matters to it.</summary>
internal static class Rounds
{
    public static readonly DateTime Opens = Utc(2026, 1, 5, 9),
        Closes = Utc(2026, 2, 2, 17),
        ScoringCloses = Utc(2026, 2, 20, 17);

    public static Round Published() =>
        new()
        {
            Id = Guid.CreateVersion7(),
            FundId = Guid.Empty,
            FundName = "Safety Fund",
            Prefix = "CSF",
            Name = "Round 2",
            BudgetYear = "2025-26",
            Pot = Money.FromPounds(50_000),
            MaximumGrant = Money.FromPounds(10_000),
            MinimumGrant = Money.FromPounds(300),
            OpensAt = Opens,
            ClosesAt = Closes,
            ScoringClosesAt = ScoringCloses,
            DecisionExpectedOn = new(2026, 3, 16),
            ProjectsStartOn = new(2026, 5, 1),
            ProjectsEndBy = new(2027, 4, 30),
            AcceptWithinDays = 28,
            Guidance = "",
            Conditions = "",
            LegalPower = "",
            ThresholdMethod = "",
            PublishedAt = Opens.AddDays(-7),
            Version = 1,
            FormVersion = 1,
        };

    public static IReadOnlyList<Criterion> Criteria(params int[] weights) =>
        weights
            .Select(
                (weight, i) =>
                    new Criterion
                    {
                        Id = Guid.CreateVersion7(),
                        Position = i + 1,
                        Code = $"c{i}",
                        Name = $"Criterion {i + 1}",
                        Guidance = "",
                        Weight = weight,
                    }
            )
            .ToList();

    public static RoundSetup Setup() =>
        new()
        {
            Round = Published(),
            Priorities = ["Road Safety"],
            Zones = [],
            Eligibility = [],
            Documents = [],
            Criteria = Criteria(60, 40),
            Anchors = [],
            Checks = [],
            Panel = [Guid.NewGuid(), Guid.NewGuid()],
            Questions =
            [
                new()
                {
                    Id = Guid.CreateVersion7(),
                    Position = 1,
                    Section = "Need",
                    Code = "need",
                    Wording = "What is the need?",
                    WordLimit = 5,
                    Required = true,
                },
            ],
        };

    private static DateTime Utc(int year, int month, int day, int hour) => new(year, month, day, hour, 0, 0, DateTimeKind.Utc);
}
