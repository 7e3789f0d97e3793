using Commissioning.Domain.Organisations;

namespace Commissioning.Domain.Tests.Organisations;

public sealed class OrganisationKindRulesTests
{
    private static readonly OrganisationKinds Kinds = OrganisationKinds.Default;

    private static OrganisationKind New(string name) => new() { Code = "x", Name = name };

    private static string? Wrong(OrganisationKind kind, OrganisationKinds? kinds = null) =>
        OrganisationKindRules.WhyWrong(kind, kinds ?? Kinds).FirstOrDefault()?.Sentence;

    [Theory]
    [InlineData("", "Enter the name of the kind")]
    [InlineData("charity", "Charity is in the list already")]
    [InlineData("Not known", "The portal uses Not known itself. Choose another name.")]
    [InlineData("Old club", "Sports club was called Old club before, and forms of that time still mean it. Choose another name.")]
    [InlineData("See www.example.org", "Enter the name of the kind without the address of a website")]
    [InlineData("Business <b>", null)] // Shown as it was typed.
    public void Kind_needs_a_name_of_its_own(string name, string? sentence) =>
        Assert.Equal(
            sentence,
            Wrong(
                New(name),
                new([.. Kinds.All.Select(kind => kind.Name == "Sports club" ? kind with { FormerNames = ["Old club"] } : kind)])
            )
        );

    [Fact]
    public void Kind_has_rules_within_bounds()
    {
        Assert.Null(Wrong(New("Business") with { MatchPercent = 90 }));
        Assert.Equal("Enter the share that others pay in whole per cent, from 0 to 90", Wrong(New("Business") with { MatchPercent = 91 }));
        Assert.Equal("Enter the share that others pay in whole per cent, from 0 to 90", Wrong(New("Business") with { MatchPercent = -1 }));
        Assert.NotNull(Wrong(New("Business") with { Note = new('n', 501) }));
        Assert.NotNull(Wrong(New("Business") with { DocumentsNotNeeded = [new('d', 201)] }));
        var full = new OrganisationKinds([
            .. Enumerable.Range(0, 40).Select(i => new OrganisationKind { Code = $"k{i}", Name = $"Kind {i}" }),
        ]);
        Assert.StartsWith("There are 40 kinds already", Wrong(New("One more"), full), StringComparison.Ordinal);
        Assert.Null(Wrong(full.All[3] with { Name = "Another name" }, full));
        var last = new OrganisationKinds([New("Only one")]);
        Assert.Equal("This is the last kind that can be chosen, so it stays", Wrong(last.All[0] with { IsClosed = true }, last));
    }

    [Fact]
    public void Kind_in_use_is_closed_and_not_taken_out()
    {
        var charity = Kinds.All[0];
        Assert.Null(OrganisationKindRules.WhyCannotRemove(charity, Kinds, 0, []));
        Assert.StartsWith(
            "1 organisation is of this kind",
            OrganisationKindRules.WhyCannotRemove(charity, Kinds, 1, [])!.Sentence,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "Round 1 names this kind",
            OrganisationKindRules.WhyCannotRemove(charity, Kinds, 0, ["Round 1"])!.Sentence,
            StringComparison.Ordinal
        );
        Assert.Null(OrganisationKindRules.WhyCannotClose(charity with { IsClosed = true }, []));
        Assert.Equal(
            "Round 1 takes applications from this kind now. Close it after that.",
            OrganisationKindRules.WhyCannotClose(charity with { IsClosed = true }, ["Round 1"])!.Sentence
        );
    }

    [Fact]
    public void Ready_kinds_can_be_added_as_they_are()
    {
        Assert.Equal(6, OrganisationKinds.Ready.Count);
        Assert.All(OrganisationKinds.Ready, kind => Assert.Null(Wrong(kind)));
        Assert.Equal(50, OrganisationKinds.Ready[0].MatchPercent);
    }

    [Fact]
    public void Kind_that_was_renamed_answers_to_its_former_name()
    {
        var kinds = new OrganisationKinds([
            Kinds.All[0] with
            {
                Name = "Registered charity",
                FormerNames = ["Charity"],
            },
            .. Kinds.All.Skip(1),
        ]);
        Assert.Equal("Registered charity", kinds.Find("Charity")!.Name);
        Assert.Equal("Registered charity", kinds.NameNow("Charity"));
        Assert.Equal("Registered charity", kinds.NameOf(OrganisationKinds.CharityCode));
        Assert.Equal("Not known", kinds.NameNow("Not known"));
        Assert.Null(kinds.Find("Not known"));
        Assert.Null(kinds.Find(null));
        Assert.True(kinds.All[0].IsIn(["Charity"]));
    }
}
