using Commissioning.Domain.Organisations;
using Commissioning.Domain.Payments;

namespace Commissioning.Domain.Tests.Payments;

public sealed class BacsFileTests
{
    private static readonly BankAccount Ours = new("OPCC Llr", "601111", "00000001");
    private static readonly DateOnly Day = new(2026, 3, 27);

    [Fact]
    public void A_Bacs_file_has_the_records_of_Standard_18_character_by_character()
    {
        var file = BacsFile.Write(
            Ours,
            new(2026, 3, 4),
            [
                new(new("Friends of St. John's Park", "200000", "12345678"), new(250_000), "P-2026-001-001"),
                new(new("Café & Co", "309999", "87654321"), new(1), "P-2026-001-002"),
            ]
        );
        string[] expected =
        [
            "200000"
                + "12345678"
                + "0"
                + "99"
                + "601111"
                + "00000001"
                + "    "
                + "00000250000"
                + "OPCC LLR          "
                + "P-2026-001-001    "
                + "FRIENDS OF ST. JOH"
                + " 26063",
            "309999"
                + "87654321"
                + "0"
                + "99"
                + "601111"
                + "00000001"
                + "    "
                + "00000000001"
                + "OPCC LLR          "
                + "P-2026-001-002    "
                + "CAFE & CO         "
                + " 26063",
            "601111"
                + "00000001"
                + "0"
                + "17"
                + "601111"
                + "00000001"
                + "    "
                + "00000250001"
                + "OPCC LLR          "
                + "CONTRA            "
                + "OPCC LLR          "
                + " 26063",
            "UTL1" + "0000000250001" + "0000000250001" + "0000001" + "0000002" + new string(' ', 36),
            "",
        ];
        var lines = file.Split("\r\n");
        Assert.Equal(expected, lines);
        Assert.Equal([BacsFile.RecordLength, BacsFile.RecordLength, BacsFile.RecordLength, 80, 0], lines.Select(line => line.Length));
    }

    [Theory]
    [InlineData("Friends of O'Neill’s Park", "FRIENDS OF ONEILLS")]
    [InlineData("Ysgol Llŷn (2024) Ltd.", "YSGOL LLYN 2024 LT")]
    [InlineData("a/b-c&d_e\r\nf", "A/B-C&D E F       ")]
    [InlineData("", "                  ")]
    [InlineData("Δ ٣ ①", "                  ")]
    public void A_Bacs_file_is_written_only_in_characters_that_Bacs_carries(string words, string expected) =>
        Assert.Equal(expected, BacsFile.Plain(words));

    [Fact]
    public void A_Bacs_amount_of_more_than_eleven_digits_throws_and_is_never_cut() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BacsFile.Write(Ours, Day, [new(Ours, new(100_000_000_000), "R")]));

    [RepeatableProperty(50)]
    public Property A_Bacs_files_totals_add_up_for_any_payments() =>
        Prop.ForAll(
            Any.List(Any.Number(1, 9_999_999), 1, 39),
            pence =>
            {
                var lines = BacsFile
                    .Write(
                        Ours,
                        Day,
                        pence
                            .Select(
                                (amount, n) =>
                                    new BacsPayment(
                                        new($"Group {n}", "200000", "12345678"),
                                        new(amount),
                                        PaymentRunRules.Reference("P-2026-999", n)
                                    )
                            )
                            .ToList()
                    )
                    .Split("\r\n")[..^1];
                Assert.Equal(pence.Sum(), lines[..^2].Sum(line => long.Parse(line[35..46])));
                Assert.Equal(pence.Sum(), long.Parse(lines[^2][35..46]));
                Assert.Equal(pence.Length, int.Parse(lines[^1][37..44]));
                Assert.All(lines[..^1], line => Assert.Equal(106, line.Length));
            }
        );
}
