using Commissioning.Domain.Messages;
using Commissioning.Domain.Organisations;

namespace Commissioning.Domain.Tests.Organisations;

public sealed class RecipientRulesTests
{
    private static readonly OrganisationPerson Sender = Person("Sana"),
        Signatory = Person("Sam", sign: true),
        Lead = Person("Lena", lead: true),
        Member = Person("Mal");

    private static readonly RecipientFacts Facts = new(
        new("Amira Khan", "amira@group.example"),
        new("Ben Ode", "ben@group.example"),
        [Sender, Signatory, Lead, Member],
        []
    )
    {
        Sender = Sender.PersonId,
    };

    [Fact]
    public void Routine_messages_go_to_both_contacts_and_the_account_that_sent_the_application() =>
        Assert.Equal(["amira@group.example", "ben@group.example", Sender.Email], Told(Facts, Importance.Routine));

    [Theory]
    [InlineData(Importance.Decision)]
    [InlineData(Importance.Money)]
    public void Decisions_and_money_also_go_to_those_who_may_sign(Importance importance)
    {
        Assert.Equal(["amira@group.example", "ben@group.example", Sender.Email, Signatory.Email], Told(Facts, importance));
        Assert.Contains(Lead.Email, Told(Facts with { Members = [Sender, Lead, Member] }, importance));
        Assert.Contains(Member.Email, Told(Facts with { Members = [Sender, Member] }, importance));
    }

    [Fact]
    public void Letters_are_posted_where_only_the_officer_who_entered_the_application_is_told()
    {
        var officer = new Addressee("Miriam Aziz", "miriam@office.example");
        var nobody = new RecipientFacts(null, null, [], []) { Officer = officer };
        Assert.True(RecipientRules.IsToPost(nobody, RecipientRules.Of(nobody, Importance.Decision)));
        var paper = nobody with { Contact = new("Amira Khan", "amira@group.example") };
        Assert.False(RecipientRules.IsToPost(paper, RecipientRules.Of(paper, Importance.Decision)));
        Assert.True(RecipientRules.IsToPost(Facts, []));
    }

    [Fact]
    public void An_address_is_told_once_whatever_its_letters_and_spaces() =>
        Assert.Equal(
            [new("Amira Khan", "amira@group.example"), new Addressee("Sana", Sender.Email)],
            RecipientRules.Of(
                Facts with
                {
                    Contact = new(" Amira Khan ", " Amira@Group.Example"),
                    SecondContact = new("A. Khan", "amira@group.example "),
                },
                Importance.Routine
            )
        );

    [Fact]
    public void Someone_who_left_is_not_told_even_where_the_organisation_still_names_them()
    {
        var left = Facts with { Members = [Signatory], Left = ["Amira@group.example", Sender.Email] };
        Assert.Equal(["ben@group.example"], Told(left, Importance.Routine));
        Assert.Equal(["ben@group.example", Signatory.Email], Told(left, Importance.Money));
    }

    [Fact]
    public void Someone_who_came_back_is_told_again() =>
        Assert.Contains(Sender.Email, Told(Facts with { Left = [Sender.Email] }, Importance.Routine));

    [Fact]
    public void Where_nobody_is_named_those_who_may_sign_are_told() =>
        Assert.Equal([Signatory.Email], Told(new(null, new("Nobody", "not an address"), [Signatory, Member], []), Importance.Routine));

    [Fact]
    public void A_paper_application_goes_to_its_contact_or_else_to_the_officer_who_entered_it()
    {
        var paper = new RecipientFacts(new("Ada", "ada@group.example"), null, [], []) { Officer = new("Olu", "olu@office.example") };
        Assert.Equal(["ada@group.example"], Told(paper, Importance.Decision));
        Assert.Equal(["olu@office.example"], Told(paper with { Contact = null }, Importance.Decision));
        Assert.Equal(["olu@office.example"], Told(paper with { Left = ["ada@group.example"] }, Importance.Decision));
    }

    [Fact]
    public void A_change_is_told_to_those_of_before_and_those_of_after() =>
        Assert.Equal(
            ["old@group.example", "both@group.example", "new@group.example"],
            RecipientRules
                .OldAndNew(
                    [new("Old", "old@group.example"), new("Both", "both@group.example")],
                    [new("New", "new@group.example"), new("Both", "both@group.example")]
                )
                .Select(person => person.Email)
        );

    private static IEnumerable<string> Told(RecipientFacts facts, Importance importance) =>
        RecipientRules.Of(facts, importance).Select(person => person.Email);

    private static OrganisationPerson Person(string name, bool lead = false, bool sign = false) =>
        new()
        {
            PersonId = Guid.NewGuid(),
            DisplayName = name,
            Email = $"{name.ToLowerInvariant()}@group.example",
            IsLead = lead,
            MaySign = sign,
        };
}
