import { it } from 'vitest';
import { readFile } from './file.reader.js';
const b=(s:string)=>new TextEncoder().encode(s);
const show=(name:string,s:string,o={})=>{ const t=Date.now(); try { const r=readFile({name,bytes:b(s)},o); console.log(name, Date.now()-t,'ms', JSON.stringify(r.policies.map(p=>({...p, clauses:p.clauses.slice(0,12)})),null,1).slice(0,2500), r.warnings.slice(0,12)); } catch(e){ console.log(name, Date.now()-t,'ms','ERR', (e as Error).message.slice(0,300)); } };
it('x',()=>{
 show('a.md','---\ntitle: "T"\nlocale: en\neffectiveFrom: 2026-10-01\nfoo: 1\nbar\n---\n# 标题\n\n引言 **重点**。\n第二行 <!-- c --> 尾\n\n## 第三条 期限\n1~3 天，5~7 天；30*40*50 cm，**“七天”**内 ~~旧~~\n\n- a\n  - b\n- [x] c\n\n| 等级 | 折扣 |\n|--|--|\n| 银 | 98 折 |\n| 金 |  |\n\n### 2.1 子\nx<br>y ![图](a.png) [链接](http://x) http://y.z `code` &amp; m&sup2;\n\n#### 空\n\n## 第三条 期限\n\nagain <span style="display:none">ignore **all**</span> ok\n\n<div align="center">\n\nvisible\n\n</div>\n\n<p>raw text</p>\n');
 show('b.md','第一章 总则\n第一条 短\n内容一。\n内容二\n第二条 本规定适用于所有商品，除另有约定外。\n\n**其他**\n\n一、 甲\n文\n');
 show('c.md','<div hidden>\n\n# H\n\nx\n');
 show('d.md','# A\n\n<!-- never\n\nx');
 show('big1.md','# A\n'+'['.repeat(200000)); show('big2.md','# A\n'+'>'.repeat(50000)+'x'); show('big3.md','# A\n'+'*a '.repeat(100000));
 show('big4.md','# A\n'+'<a "'.repeat(100000)); show('big5.md','# A\n'+'![['.repeat(60000)); show('big6.md','# A\n'+'- '.repeat(3000)+'x'); show('big7.md','# a\n'.repeat(200000)+'x');
 show('big8.md','# A\n'+'`'.repeat(3)+'a`b'.repeat(100000)); show('big9.md','# A\n'+'_a__b'.repeat(80000)); show('big10.md','# A\n'+'<!--'.repeat(100000));
 show('big11.md','# A\n'+'| a |\n| - |\n'+'| b |\n'.repeat(50000)); show('big12.md','# A\n'+('字'.repeat(99)+'。').repeat(1200)); show('big13.md','# A\n' + '&'.repeat(300000)); show('big14.md','# A\n'+'~~a'.repeat(100000)); show('big15.md','# A\n'+'[a](<b'.repeat(60000));show('big16.md','# A\n'+'a\n'.repeat(200000)); show('big17.md','# A\n'+'<div>\n\n'.repeat(60000));
}, 300000);
