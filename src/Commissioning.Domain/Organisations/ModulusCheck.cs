using System.Globalization;

namespace Commissioning.Domain.Organisations;

/// <summary>The modulus check of UK bank accounts, as Pay.UK (Vocalink) publishes it in "Validating account numbers", with exceptions 1 to
/// 14. It finds typing slips, but not an account that was closed, never opened or belongs to another person (R32).</summary>
public static class ModulusCheck
{
    // Exception 2 replaces the weights of its line: the published cases "if a is not 0" and, in addition, "if g is 9".
    private static readonly int[] ExceptionTwo = [0, 0, 1, 2, 5, 3, 6, 4, 8, 7, 10, 9, 3, 1];
    private static readonly int[] ExceptionTwoWithNine = [0, 0, 0, 0, 0, 0, 0, 0, 8, 7, 10, 9, 3, 1];
    private const string ExceptionEight = "090126";
    private const string ExceptionNine = "309634";
    private const int A = 6,
        B = 7,
        C = 8,
        G = 12,
        H = 13;

    /// <param name="sortCode">Six digits.</param>
    /// <param name="account">Eight digits.</param>
    public static ModulusResult Of(ModulusTable table, string sortCode, string account)
    {
        if (sortCode.Length != 6 || account.Length != 8 || !sortCode.Concat(account).All(char.IsAsciiDigit))
            throw new ArgumentException("A sort code has six digits and an account number eight");
        var code = int.Parse(sortCode, CultureInfo.InvariantCulture);
        var lines = table.Weights.Where(weight => weight.From <= code && code <= weight.To).Take(2).ToList();
        if (lines.Count == 0)
            return ModulusResult.NotCovered;
        // Foreign currency accounts cannot be checked.
        if (lines.Any(line => line.Exception == 6) && account[0] is >= '4' and <= '8' && account[6] == account[7])
            return ModulusResult.NotCovered;
        return Passes(table, sortCode, account, lines) ? ModulusResult.CouldExist : ModulusResult.CannotExist;
    }

    private static bool Passes(ModulusTable table, string sortCode, string account, List<ModulusWeight> lines)
    {
        var first = LinePasses(table, lines[0], sortCode, account);
        if (lines.Count == 1)
            return first || (lines[0].Exception == 14 && FourteenPasses(lines[0], sortCode, account));
        var second = lines[1];
        // For these pairs one passing check is enough; all others need both.
        if (lines[0].Exception is 2 or 10 or 12 && second.Exception is 9 or 11 or 13)
            return first || LinePasses(table, second, sortCode, account);
        if (second.Exception == 3 && account[2] is '6' or '9')
            return first;
        return first && LinePasses(table, second, sortCode, account);
    }

    private static bool LinePasses(ModulusTable table, ModulusWeight line, string sortCode, string account)
    {
        var digits = Digits(
            line.Exception switch
            {
                5 => table.Substitutions.GetValueOrDefault(sortCode, sortCode),
                8 => ExceptionEight,
                9 => ExceptionNine,
                _ => sortCode,
            } + account
        );
        var weights = WeightsOf(line, digits);
        var total =
            line.Method == ModulusMethod.DoubleAlternate
                ? weights.Zip(digits, (weight, digit) => weight * digit).Sum(product => (product / 10) + (product % 10))
                : weights.Zip(digits, (weight, digit) => weight * digit).Sum();
        if (line.Exception == 1)
            total += 27;
        var modulus = line.Method == ModulusMethod.Modulus11 ? 11 : 10;
        var remainder = total % modulus;
        return line.Exception switch
        {
            4 => remainder == (digits[G] * 10) + digits[H],
            5 when line.Method == ModulusMethod.Modulus11 => remainder switch
            {
                0 => digits[G] == 0,
                1 => false,
                _ => 11 - remainder == digits[G],
            },
            5 => remainder == 0 ? digits[H] == 0 : 10 - remainder == digits[H],
            _ => remainder == 0,
        };
    }

    private static IReadOnlyList<int> WeightsOf(ModulusWeight line, int[] digits)
    {
        if (line.Exception == 2 && digits[A] != 0)
            return digits[G] == 9 ? ExceptionTwoWithNine : ExceptionTwo;
        var clears = line.Exception == 7 ? digits[G] == 9 : line.Exception == 10 && digits[A] is 0 or 9 && digits[B] == 9 && digits[G] == 9;
        return clears ? line.Weights.Select((weight, i) => i <= B ? 0 : weight).ToList() : line.Weights;
    }

    /// <summary>Coutts: a number whose eighth digit is 0, 1 or 9 is tried again with that digit dropped and a zero in front.</summary>
    private static bool FourteenPasses(ModulusWeight line, string sortCode, string account)
    {
        if (account[7] is not ('0' or '1' or '9'))
            return false;
        var digits = Digits(sortCode + "0" + account[..7]);
        return line.Weights.Zip(digits, (weight, digit) => weight * digit).Sum() % 11 == 0;
    }

    private static int[] Digits(string text) => text.Select(character => character - '0').ToArray();
}
