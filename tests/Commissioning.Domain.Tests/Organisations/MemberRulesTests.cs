using Commissioning.Domain.Organisations;

namespace Commissioning.Domain.Tests.Organisations;

public sealed class MemberRulesTests
{
    private static readonly OrganisationPerson Lead = Person("Lena", lead: true),
        Signatory = Person("Sam", sign: true),
        Member = Person("Mal");

    [Fact]
    public void A_lead_or_signatory_is_removed_only_by_one_of_themselves_or_the_office()
    {
        OrganisationPerson[] people = [Lead, Signatory, Member];
        Assert.Equal(
            "Only Lena or Sam can remove members. If that is not possible, ask us.",
            MemberRules.WhyCannotRemove(people, Member.PersonId, Lead.PersonId, byOffice: false)!.Sentence
        );
        Assert.NotNull(MemberRules.WhyCannotRemove(people, Member.PersonId, Signatory.PersonId, byOffice: false));
        Assert.Null(MemberRules.WhyCannotRemove(people, Signatory.PersonId, Lead.PersonId, byOffice: false));
        Assert.Null(MemberRules.WhyCannotRemove(people, Guid.NewGuid(), Lead.PersonId, byOffice: true));
    }

    [Fact]
    public void A_member_may_leave_but_the_last_one_stays()
    {
        Assert.Null(MemberRules.WhyCannotRemove([Lead, Member], Member.PersonId, Member.PersonId, byOffice: false));
        Assert.Null(MemberRules.WhyCannotRemove([Lead, Member], Lead.PersonId, Lead.PersonId, byOffice: false));
        Assert.Equal(
            MemberRules.SomeoneMustStay,
            MemberRules.WhyCannotRemove([Lead], Lead.PersonId, Lead.PersonId, byOffice: false)!.Sentence
        );
        Assert.NotNull(MemberRules.WhyCannotRemove([Lead], Guid.NewGuid(), Lead.PersonId, byOffice: true));
    }

    [Fact]
    public void A_lead_is_named_by_the_lead_then_by_signatories_then_by_anyone()
    {
        Assert.NotNull(MemberRules.WhyCannotNameLead([Lead, Signatory, Member], Signatory.PersonId));
        Assert.Null(MemberRules.WhyCannotNameLead([Lead, Signatory, Member], Lead.PersonId));
        Assert.NotNull(MemberRules.WhyCannotNameLead([Signatory, Member], Member.PersonId));
        Assert.Null(MemberRules.WhyCannotNameLead([Signatory, Member], Signatory.PersonId));
        Assert.Null(MemberRules.WhyCannotNameLead([Member], Member.PersonId));
    }

    [Fact]
    public void A_signatory_is_named_by_signatories_then_by_the_lead_then_by_anyone()
    {
        Assert.NotNull(MemberRules.WhyCannotNameSignatory([Lead, Signatory], Lead.PersonId));
        Assert.Null(MemberRules.WhyCannotNameSignatory([Lead, Signatory], Signatory.PersonId));
        Assert.NotNull(MemberRules.WhyCannotNameSignatory([Lead, Member], Member.PersonId));
        Assert.Null(MemberRules.WhyCannotNameSignatory([Lead, Member], Lead.PersonId));
        Assert.Null(MemberRules.WhyCannotNameSignatory([Member], Member.PersonId));
    }

    private static OrganisationPerson Person(string name, bool lead = false, bool sign = false) =>
        new()
        {
            PersonId = Guid.NewGuid(),
            DisplayName = name,
            Email = $"{name}@test.example",
            IsLead = lead,
            MaySign = sign,
        };
}
