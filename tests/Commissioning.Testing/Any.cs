using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;

namespace Commissioning.Testing;

/// <summary>Generators for properties. In a failing case, numbers shrink towards zero, and lists lose what the failure does not
/// need.</summary>
public static class Any
{
    /// <summary>From least to most; in a wide range, those two limits are more frequent.</summary>
    public static Arbitrary<int> Number(int least, int most)
    {
        var beyond = (most - least) / 32;
        return Arb.From(
            Gen.Choose(least - beyond, most + beyond).Select(number => Math.Clamp(number, least, most)),
            number => Nearer(number, Math.Clamp(0, least, most))
        );

        // Near the goal first, where most failures still fail, so that few tries are enough; then near the number itself.
        static IEnumerable<int> Nearer(int number, int to)
        {
            var parts = new List<int>();
            for (var part = number - to; part != 0; part /= 2)
                parts.Add(part);
            return parts.Count == 0
                ? []
                : [to, .. parts.Skip(1).Reverse().Select(part => to + part).Union(parts.Skip(1).Select(part => number - part))];
        }
    }

    /// <summary>One of these; one that is listed twice is twice as frequent.</summary>
    public static Arbitrary<T> Of<T>(params T[] choices) => Arb.From(Gen.Elements(choices));

    public static Arbitrary<(T1, T2, T3)> Each<T1, T2, T3>(Arbitrary<T1> one, Arbitrary<T2> two, Arbitrary<T3> three) =>
        one.Zip(two).Zip(three).Convert(x => (x.Item1.Item1, x.Item1.Item2, x.Item2), x => ((x.Item1, x.Item2), x.Item3));

    public static Arbitrary<(T1, T2, T3, T4)> Each<T1, T2, T3, T4>(
        Arbitrary<T1> one,
        Arbitrary<T2> two,
        Arbitrary<T3> three,
        Arbitrary<T4> four
    ) =>
        Each(one, two, three)
            .Zip(four)
            .Convert(x => (x.Item1.Item1, x.Item1.Item2, x.Item1.Item3, x.Item2), x => ((x.Item1, x.Item2, x.Item3), x.Item4));

    public static Arbitrary<(T1, T2, T3, T4, T5)> Each<T1, T2, T3, T4, T5>(
        Arbitrary<T1> one,
        Arbitrary<T2> two,
        Arbitrary<T3> three,
        Arbitrary<T4> four,
        Arbitrary<T5> five
    ) =>
        Each(one, two, three, four)
            .Zip(five)
            .Convert(
                x => (x.Item1.Item1, x.Item1.Item2, x.Item1.Item3, x.Item1.Item4, x.Item2),
                x => ((x.Item1, x.Item2, x.Item3, x.Item4), x.Item5)
            );

    public static Arbitrary<T[]> List<T>(Arbitrary<T> of, int fewest, int most)
    {
        return Arb.From(Gen.Choose(fewest, most).SelectMany(of.Generator.ArrayOf), Smaller);

        // Long pieces first, or a list of hundreds would lose one at a time. Then the first candidate for each element before the second
        // for any, because elements often depend on each other.
        IEnumerable<T[]> Smaller(T[] list)
        {
            for (var piece = list.Length - fewest; piece > 0; piece /= 2)
            for (var at = list.Length - piece; at >= 0; at -= piece)
                yield return [.. list[..at], .. list[(at + piece)..]];
            var tries = list.Select(one => of.Shrinker(one).ToList()).ToList();
            for (var turn = 0; tries.Any(one => one.Count > turn); turn++)
            for (var i = 0; i < list.Length; i++)
                if (tries[i].Count > turn)
                    yield return [.. list[..i], tries[i][turn], .. list[(i + 1)..]];
        }
    }

    /// <summary>A sequence of steps: this many, fewer only while a failing case is shrunk, for two minutes at most.</summary>
    public static Arbitrary<T[]> Steps<T>(Arbitrary<T> of, int number)
    {
        var spent = new Stopwatch();
        return Arb.From(of.Generator.ArrayOf(number), Smaller);

        IEnumerable<T[]> Smaller(T[] steps)
        {
            spent.Start(); // Only when the first is asked for.
            foreach (var smaller in List(of, 0, number).Shrinker(steps).TakeWhile(_ => spent.Elapsed < TimeSpan.FromMinutes(2)))
                yield return smaller;
        }
    }

    /// <summary>Picks from the existing items by thousandths of the list (0 to 999), so that much the same item is picked when an earlier
    /// step is removed.</summary>
    public static T At<T>(IReadOnlyList<T> list, int thousandths) => list[thousandths * list.Count / 1000];

    /// <summary>Positive whole percentages that add up to a hundred.</summary>
    public static Arbitrary<int[]> Percentages(int most) =>
        List(Number(1, 99), 0, most - 1).Convert(Between, parts => parts[..^1].Select((_, i) => parts[..(i + 1)].Sum()).ToArray());

    private static int[] Between(int[] cuts)
    {
        int[] ends = [0, .. cuts.Distinct().Order(), 100];
        return ends.Skip(1).Zip(ends, (high, low) => high - low).ToArray();
    }
}
