namespace Commissioning.Domain.Scoring;

/// <summary>Two invented applications, one strong and one weak in places. Trying the scale together improves accuracy and agreement (PLOS
/// ONE 2015, e0130450) (R38). Default, not OPCC policy.</summary>
public static class PracticeApplications
{
    public static readonly IReadOnlyList<PracticeApplication> All =
    [
        new(
            1,
            "Practice application 1: Friday Courts",
            [
                new(
                    "Need",
                    "Since the youth club at Marlow Road closed in March, the residents' group has logged 41 calls about gatherings at the garages, most of them on Fridays between 6pm and 9pm. The beat team confirms the pattern and gave us figures by hour. We asked 63 young people outside the school: 48 said there is nowhere to go."
                ),
                new(
                    "What we will do",
                    "Forty Friday sessions of football and boxing in the school hall, led by two paid coaches with checks in place, with a tuck bar that young volunteers run. The coaches walk the garages at six and bring people in."
                ),
                new(
                    "What will change",
                    "Calls on Friday evenings fall from 41 in six months to 20 or fewer in the next six; 60 young people come at least five times. The beat team gives us the figures each quarter."
                ),
                new("Money", "£6,800 for coaches, £1,200 for kit; the school gives the hall, worth £2,000."),
            ],
            []
        ),
        new(
            2,
            "Practice application 2: Neighbourhood Pride",
            [
                new("Need", "Everyone knows that crime is going up and that people do not feel safe. Our area is often forgotten."),
                new(
                    "What we will do",
                    "We will hold events that bring the community together, put up planters along the high street, and hand out leaflets about safety. The events will be open to all."
                ),
                new("What will change", "People will feel safer and prouder of where they live. We will count how many come."),
                new("Money", "£4,000 for planters and plants, £2,500 for events, £1,500 for leaflets, £2,000 for our coordinator."),
            ],
            []
        ),
    ];
}
