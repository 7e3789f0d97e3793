using Commissioning.Domain.Publishing;
using Commissioning.Testing;

namespace Commissioning.Domain.Tests.Publishing;

/// <summary>Plays an attacker, who has every table of every edition, knows the rule and the projects, and wants the people of one of
/// them.</summary>
public sealed class SuppressionTests
{
    private static readonly string[] Ages = ["Under 11", "11-17", "18-24", "25 and over"];
    private static readonly string[] Sexes = ["Female", "Male"];
    private static readonly (string Name, bool MayOverlap)[] Questions = [("Age", false), ("Sex", false), ("Needs", true)];

    [Fact]
    public void The_three_people_of_Charnwood_cannot_be_worked_out()
    {
        // Review of monitoring, finding 2: 400 people in all, 269 in Leicester, 128 in the one community interest company.
        EditionProject Project(string area, string kind, long people) =>
            new(Guid.NewGuid(), [area, kind], people, 0, new Dictionary<string, IReadOnlyDictionary<string, long>>());
        EditionProject[] projects =
        [
            Project("Charnwood", "Faith group", 3),
            Project("Leicester", "Charity", 120),
            Project("Leicester", "Charity", 99),
            Project("Leicester", "Faith group", 50),
            Project("North West Leicestershire", "Community interest company", 128),
        ];
        var content = new EditionContent { Releases = [Suppression.Release(Guid.Empty, Suppression.Groups(projects), [])] };
        var rows = content.By(0).Concat(content.By(1)).ToList();
        Assert.All(rows, row => Assert.True(row.Projects >= Suppression.FewestProjects));
        Assert.DoesNotContain(rows, row => row.Name is "Charnwood" or "North West Leicestershire" or "Community interest company");
        Assert.Equal(400, content.PeopleNew);
        // Leicester's three and the others could not both be shown: two are left, so all five stand together.
        Assert.Equal([(EditionContent.Together, 5, 400L)], content.By(0).Select(row => (row.Name, row.Projects, row.PeopleNew)));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("A A", "")]
    [InlineData("A A A", "A3")]
    [InlineData("A A A B", "null4")]
    [InlineData("A A A B C D", "A3 null3")]
    [InlineData("A A A A B B B C", "A4 null4")]
    public void Names_with_fewer_than_three_projects_stand_together(string areas, string groups)
    {
        var projects = areas
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(area => new EditionProject(Guid.NewGuid(), [area], 9, 0, new Dictionary<string, IReadOnlyDictionary<string, long>>()))
            .ToList();
        var release = Suppression.Release(Guid.Empty, Suppression.Groups(projects), []);
        Assert.Equal(groups, string.Join(' ', release.Groups.Select(group => $"{group.By[0] ?? "null"}{group.Projects}")));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 5)]
    [InlineData(7, 5)]
    [InlineData(8, 10)]
    public void A_number_is_rounded_to_the_nearest_five(long people, long shown) => Assert.Equal(shown, Suppression.Rounded(people));

    [Fact]
    public void Answers_that_only_their_sum_would_pin_down_are_left_out()
    {
        // Three projects with one person of each age: 3, 3, 3 and 3 would be shown as 5 each, and 12 people as 10.
        var projects = Enumerable
            .Range(0, 3)
            .Select(_ => new EditionProject(
                Guid.NewGuid(),
                ["A"],
                4,
                0,
                new Dictionary<string, IReadOnlyDictionary<string, long>> { ["Age"] = Ages.ToDictionary(age => age, _ => 1L) }
            ))
            .ToList();
        var release = Suppression.Release(Guid.Empty, [projects], [("Age", false)]);
        Assert.Empty(release.Questions);
        Assert.Equal(10, release.Groups.Single().PeopleNew);
    }

    [Theory]
    [InlineData("64 0 0", null)] // One project, whatever the others are called.
    [InlineData("3 0 0", null)]
    [InlineData("71 15 14", null)]
    [InlineData("70 16 14", 100L)]
    [InlineData("2 1 1", null)]
    [InlineData("2 2 1", 5L)]
    [InlineData("0 0 0", null)]
    public void A_number_is_shown_only_of_three_projects_with_people_of_which_none_has_nearly_all(string byProject, long? shown)
    {
        var people = byProject.Split(' ').Select(long.Parse).ToList();
        Assert.Equal(shown, Suppression.Shown(people));
        var release = Suppression.Release(
            Guid.Empty,
            [people.Select(one => Asked(one, ("Needs", "Disabled people", one))).ToList()],
            [("Needs", true)]
        );
        Assert.Equal(shown, release.Groups.Single().PeopleNew);
        Assert.Equal(shown, release.Questions.SingleOrDefault()?.Choices.Single().People);
    }

    [Fact]
    public void A_group_that_is_not_shown_is_in_no_total_and_in_no_answer()
    {
        var hidden = new[] { 400L, 1, 1 }.Select(people => Asked(people, ("Sex", "Female", people))).ToList();
        var shown = new[] { 20L, 20, 20 }.Select(people => Asked(people, ("Sex", "Female", 10), ("Sex", "Male", 10))).ToList();
        var content = new EditionContent { Releases = [Suppression.Release(Guid.Empty, [hidden, shown], Questions)] };
        Assert.Equal((60L, 3, 3), (content.PeopleNew, content.Projects, content.NotShown));
        Assert.Equal([("Female", 30L), ("Male", 30L)], content.Questions.Single().Choices.Select(choice => (choice.Name, choice.People)));
    }

    [Fact]
    public void Small_answers_stand_together_and_zero_is_only_zero()
    {
        // Two victims of crime, both of one project, and four people of one age.
        var projects = new[]
        {
            Asked(30, ("Age", "Under 11", 10), ("Age", "11-17", 2), ("Age", "18-24", 18), ("Needs", "Victims of crime", 2)),
            Asked(30, ("Age", "Under 11", 10), ("Age", "11-17", 1), ("Age", "18-24", 19)),
            Asked(30, ("Age", "Under 11", 10), ("Age", "11-17", 1), ("Age", "18-24", 19), ("Age", "25 and over", 0)),
        };
        var release = Suppression.Release(Guid.Empty, [projects], [("Age", false), ("Needs", true)]);
        var age = Assert.Single(release.Questions);
        Assert.Equal(
            [("18-24", 55L), ("25 and over", 0L), (EditionContent.OthersTogether, 35L)],
            age.Choices.Select(choice => (choice.Name, choice.People))
        );
    }

    /// <summary>An attacker who knows which projects have people in a cell: none printed is of one or two, nearly all of one, or of fewer
    /// than five; a printed zero is true.</summary>
    [RepeatableProperty(60)]
    public void No_printed_number_is_of_one_or_two_projects_or_below_five(int seed)
    {
        foreach (var projects in World(new Random(seed)))
        {
            var groups = Suppression.Groups(projects);
            var release = Suppression.Release(Guid.Empty, groups, Questions);
            foreach (var (group, shown) in groups.Zip(release.Groups))
            {
                AssertSafe(group.Select(project => project.PeopleNew), shown.PeopleNew);
                AssertSafe(group.Select(project => project.PeopleRepeat), shown.PeopleRepeat);
            }
            var counted = groups.Zip(release.Groups).Where(one => one.Second.PeopleNew is not null).SelectMany(one => one.First).ToList();
            foreach (var question in release.Questions)
            {
                foreach (var choice in question.Choices.Where(choice => choice.Name != EditionContent.OthersTogether))
                    if (choice.People == 0)
                        Assert.Equal(0, counted.Sum(project => project.People[question.Name][choice.Name]));
                    else
                        AssertSafe(counted.Select(project => project.People[question.Name][choice.Name]), choice.People);
                var named = question.Choices.Select(choice => choice.Name).ToHashSet();
                if (named.Contains(EditionContent.OthersTogether))
                    AssertSafe(
                        counted.Select(project =>
                            project.People[question.Name].Where(one => !named.Contains(one.Key)).Sum(one => one.Value)
                        ),
                        question.Choices[^1].People
                    );
            }
        }

        static void AssertSafe(IEnumerable<long> byProject, long? shown)
        {
            if (shown is null)
                return;
            var people = byProject.ToList();
            Assert.True(people.Count(one => one > 0) >= 3 && people.Sum() >= 5 && people.Max() * 10 <= people.Sum() * 7);
            Assert.InRange(people.Sum() - shown.Value, -2, 2);
        }
    }

    private static EditionProject Asked(long people, params (string Question, string Choice, long People)[] answers) =>
        new(
            Guid.NewGuid(),
            ["A"],
            people,
            0,
            answers
                .GroupBy(answer => answer.Question)
                .ToDictionary(
                    question => question.Key,
                    question => (IReadOnlyDictionary<string, long>)question.ToDictionary(answer => answer.Choice, answer => answer.People)
                )
        );

    /// <summary>An attacker who subtracts tables: every row of every edition as the projects behind it, and every difference of up to three
    /// of them.</summary>
    [RepeatableProperty(60)]
    public void No_difference_of_tables_or_editions_is_about_fewer_than_three_projects(int seed)
    {
        var quarters = World(new Random(seed));
        var rows = new List<HashSet<Guid>>();
        var sofar = new List<IReadOnlyList<EditionProject>>();
        foreach (var quarter in quarters)
        {
            sofar.AddRange(Suppression.Groups(quarter));
            for (var breakdown = 0; breakdown < 3; breakdown++)
                rows.AddRange(
                    sofar
                        .GroupBy(group =>
                            group.Select(project => project.By[breakdown]).Distinct().Count() == 1 ? group[0].By[breakdown] : null
                        )
                        .Select(row => row.SelectMany(group => group).Select(project => project.Award).ToHashSet())
                );
            rows.Add(sofar.SelectMany(group => group).Select(project => project.Award).ToHashSet());
        }
        rows = rows.Where(row => row.Count > 0).ToList();
        foreach (var a in rows)
        foreach (var b in rows)
        {
            AssertWide(a.Except(b).ToList());
            foreach (var c in rows.Take(12))
            {
                AssertWide(a.Except(b).Except(c).ToList());
                AssertWide(a.Intersect(b).Except(c).ToList());
            }
        }

        static void AssertWide(List<Guid> projects) => Assert.True(projects.Count is 0 or >= Suppression.FewestProjects);
    }

    /// <summary>Two worlds, one publication: for every project there is another world, with other people in it, of which the office would
    /// have published the very same text. So nobody can work the number out, whatever they try. The same for every answer below
    /// five.</summary>
    [RepeatableProperty(40)]
    public void Whatever_is_published_fits_more_than_one_number_of_every_project_and_of_every_small_answer(int seed)
    {
        var quarters = World(new Random(seed));
        var published = Published(quarters);
        for (var quarter = 0; quarter < quarters.Count; quarter++)
        {
            if (Suppression.Groups(quarters[quarter]).Count == 0)
                continue;
            for (var i = 0; i < quarters[quarter].Count; i++)
                Assert.True(
                    Others(quarters, quarter)
                        .Concat(Swapped(quarters, quarter, i))
                        .Any(world => world[quarter][i].PeopleNew != quarters[quarter][i].PeopleNew && Published(world) == published),
                    $"Seed {seed}: the people of project {i} of quarter {quarter} can be worked out"
                );
            foreach (var (question, choices) in new[] { ("Age", Ages), ("Sex", Sexes) })
            foreach (var choice in choices)
            {
                var number = Sum(quarters, quarter, question, choice);
                if (number is > 0 and < 5)
                    Assert.True(
                        Others(quarters, quarter)
                            .Any(world => Sum(world, quarter, question, choice) != number && Published(world) == published),
                        $"Seed {seed}: the {number} people of {choice} in quarter {quarter} can be worked out"
                    );
            }
        }
    }

    private static long Sum(IReadOnlyList<IReadOnlyList<EditionProject>> world, int quarter, string question, string choice) =>
        world[quarter].Sum(project => project.People[question][choice]);

    /// <summary>Worlds near this one: a person of one project was in another, had another age, was not there, or was there
    /// besides.</summary>
    private static IEnumerable<IReadOnlyList<IReadOnlyList<EditionProject>>> Others(
        IReadOnlyList<IReadOnlyList<EditionProject>> world,
        int quarter
    )
    {
        var projects = world[quarter];
        IReadOnlyList<IReadOnlyList<EditionProject>> With(params (int At, EditionProject Project)[] changed) =>
            world
                .Select(
                    (one, q) =>
                        q != quarter
                            ? one
                            : one.Select(
                                    (project, i) =>
                                        changed.Any(change => change.At == i) ? changed.First(change => change.At == i).Project : project
                                )
                                .ToList()
                )
                .ToList();
        var kinds = Ages.SelectMany(age => Sexes.Select(sex => (age, sex))).ToList();
        for (var i = 0; i < projects.Count; i++)
            foreach (var (age, sex) in kinds)
            {
                foreach (var by in new[] { 1, 2, -1, -2 })
                    if (Add(projects[i], age, sex, by) is { } more)
                        yield return With((i, more));
                if (Add(projects[i], age, sex, -1) is not { } less)
                    continue;
                for (var j = 0; j < projects.Count; j++)
                    if (j != i)
                        yield return With((i, less), (j, Add(projects[j], age, sex, 1)!));
                foreach (var (other, otherSex) in kinds)
                    yield return With((i, Add(less, other, otherSex, 1)!));
            }
    }

    /// <summary>Worlds in which a project of a group that is not shown has the people of another of them.</summary>
    private static IEnumerable<IReadOnlyList<IReadOnlyList<EditionProject>>> Swapped(
        IReadOnlyList<IReadOnlyList<EditionProject>> world,
        int quarter,
        int i
    )
    {
        var one = world[quarter][i];
        var group = Suppression.Groups(world[quarter]).First(group => group.Contains(one));
        if (Suppression.Shown(group.Select(project => project.PeopleNew).ToList()) is not null)
            yield break;
        foreach (var other in group.Where(other => other != one))
            yield return world
                .Select(
                    (projects, q) =>
                        q != quarter
                            ? projects
                            : projects
                                .Select(project =>
                                    project == one ? other with { Award = one.Award, By = one.By }
                                    : project == other ? one with { Award = other.Award, By = other.By }
                                    : project
                                )
                                .ToList()
                )
                .ToList();
    }

    private static EditionProject? Add(EditionProject project, string age, string sex, int people)
    {
        var counts = project.People.ToDictionary(
            question => question.Key,
            question =>
                (IReadOnlyDictionary<string, long>)
                    question.Value.ToDictionary(
                        choice => choice.Key,
                        choice => choice.Value + (choice.Key == age || choice.Key == sex ? people : 0)
                    )
        );
        return
            counts["Age"][age] < 0
            || counts["Sex"][sex] < 0
            || project.PeopleNew + people < project.PeopleRepeat
            || counts["Needs"].Values.Max() > project.PeopleNew + people
            ? null
            : project with
            {
                PeopleNew = project.PeopleNew + people,
                People = counts,
            };
    }

    /// <summary>Everything that is ever public: the text of each edition, one after another.</summary>
    private static string Published(IReadOnlyList<IReadOnlyList<EditionProject>> quarters)
    {
        var content = new EditionContent();
        var text = "";
        foreach (var quarter in quarters)
        {
            var groups = Suppression.Groups(quarter);
            if (groups.Count > 0)
                content = content with { Releases = [.. content.Releases, Suppression.Release(Guid.Empty, groups, Questions)] };
            text += content.ToJson();
        }
        return text;
    }

    /// <summary>Three quarters of a fund with few and small projects, the hardest to hide.</summary>
    private static IReadOnlyList<IReadOnlyList<EditionProject>> World(Random random) =>
        Enumerable
            .Range(0, 3)
            .Select(_ =>
                (IReadOnlyList<EditionProject>)
                    Enumerable
                        .Range(0, random.Next(0, 10))
                        .Select(_ =>
                        {
                            var (age, sex) = (Ages.ToDictionary(one => one, _ => 0L), Sexes.ToDictionary(one => one, _ => 0L));
                            var people = random.Next(4) == 0 ? random.Next(0, 60) : random.Next(0, 6);
                            for (var i = 0; i < people; i++)
                            {
                                age[Ages[random.Next(Ages.Length)]]++;
                                sex[Sexes[random.Next(Sexes.Length)]]++;
                            }
                            return new EditionProject(
                                Guid.NewGuid(),
                                [$"Area {random.Next(3)}", $"Priority {random.Next(3)}", $"Kind {random.Next(2)}"],
                                people,
                                random.Next(0, people / 2 + 1),
                                new Dictionary<string, IReadOnlyDictionary<string, long>>
                                {
                                    ["Age"] = age,
                                    ["Sex"] = sex,
                                    ["Needs"] = new Dictionary<string, long> { ["Victims of crime"] = random.Next(0, people / 2 + 1) },
                                }
                            );
                        })
                        .ToList()
            )
            .ToList();
}
