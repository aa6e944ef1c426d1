import com.github.houbb.sensitive.word.bs.SensitiveWordBs;
import com.github.houbb.sensitive.word.support.allow.WordAllows;
import com.github.houbb.sensitive.word.support.ignore.SensitiveWordCharIgnores;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Measures sensitive-word with its folds on: words and texts are files of lines, the answer is the median of megabytes per
 * second of this thread's processor time. The first rounds let the compiler warm up and count nothing.
 */
public class SensitiveWordPeer {
  private static final int WARM = 4;

  public static void main(String[] args) throws Exception {
    List<String> words = Files.readAllLines(Path.of(args[0]), StandardCharsets.UTF_8);
    List<String> texts = Files.readAllLines(Path.of(args[1]), StandardCharsets.UTF_8);
    int rounds = Integer.parseInt(args[2]);
    SensitiveWordBs filter = SensitiveWordBs.newInstance()
        .wordDeny(() -> words)
        .wordAllow(WordAllows.empty())
        .ignoreCase(true)
        .ignoreWidth(true)
        .ignoreNumStyle(true)
        .ignoreChineseStyle(true)
        .ignoreEnglishStyle(true)
        .ignoreRepeat(true)
        .charIgnore(SensitiveWordCharIgnores.specialChars())
        .init();
    double megabytes = 0;
    for (String text : texts) megabytes += text.getBytes(StandardCharsets.UTF_8).length / 1e6;
    double[] rates = new double[rounds];
    for (int round = -WARM; round < rounds; round++) {
      long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      for (String text : texts) filter.findAll(text);
      double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began) / 1e9;
      if (round >= 0) rates[round] = megabytes / seconds;
    }
    Arrays.sort(rates);
    System.out.println(rates[rounds / 2]);
  }
}
